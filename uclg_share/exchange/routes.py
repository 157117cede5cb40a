"""Writing without the site: templates to take along, one's own texts to take out."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.exchange import actions, csv_writing
from uclg_share.exchange.answers import ARCHIVE, MARKDOWN, TABLE, file_answer
from uclg_share.exchange.examples import example
from uclg_share.exchange.queries import names_of, own_text, own_texts
from uclg_share.exchange.writing import (
    Shelf,
    archive_of,
    plain,
    shelf_of,
    table_of,
    text_alone,
)
from uclg_share.i18n import current_language
from uclg_share.posts.as_file.form import write
from uclg_share.posts.as_file.notes import notes_for
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Kind
from uclg_share.posts.offers import first_draft
from uclg_share.posts.queries import find_own, latest_revision

bp = Blueprint("exchange", __name__)


@bp.get("/write/<kind:kind>/template.md")
@for_signed_in
def template_file(kind: Kind) -> ResponseReturnValue:
    """The questions of a kind, to be answered away from the site."""
    viewer, language = current_viewer(), current_language()
    draft = first_draft(viewer, kind, language)
    text = write(kind, draft, names_of([draft]), notes_for(viewer, kind))
    return file_answer(text, MARKDOWN, f"{kind.value.replace('_', '-')}-{language}.md")


@bp.get("/write/import/template.csv")
@for_signed_in
def template_table() -> ResponseReturnValue:
    """The names of the columns, and a row of each kind to write over."""
    viewer, language = current_viewer(), current_language()
    rows = [(kind, example(first_draft(viewer, kind, language))) for kind in Kind]
    table = csv_writing.write(rows, names_of([draft for _kind, draft in rows]))
    return file_answer(table, TABLE, f"uclg-share-{language}.csv")


@bp.get("/my-work/<id:post_id>/text.md")
@for_signed_in
def text_file(post_id: int) -> ResponseReturnValue:
    """The author's newest text."""
    post = find_own(current_viewer(), post_id) or abort(404)
    own = own_text(post, from_plain(latest_revision(post).content))
    name = f"{post.id}-{plain(own.draft.title)}.md"
    return file_answer(text_alone(own), MARKDOWN, name)


@bp.post("/my-work/export.zip")
@for_signed_in
def all_texts() -> ResponseReturnValue:
    """Everything one wrote, each text as a file. A POST, since it is counted."""
    return file_answer(archive_of(_taken_out()), ARCHIVE, "uclg-share-texts.zip")


@bp.post("/my-work/export.csv")
@for_signed_in
def all_rows() -> ResponseReturnValue:
    """Everything one wrote as a table; pictures stay behind."""
    return file_answer(table_of(_taken_out()), TABLE, "uclg-share-texts.csv")


def _taken_out() -> Shelf:
    viewer = current_viewer()
    limits.spend(limits.TAKE_ACCOUNT, str(viewer.account_id))
    shelf = shelf_of(own_texts(viewer))
    if shelf.texts:
        actions.note_taken_out(viewer, len(shelf.texts))
    # Before the files are read, so that nobody waits for them.
    db.session.commit()
    return shelf
