"""Writing without the site: a template to take along, texts taken out and read in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.i18n import current_language
from uclg_share.organisations.models import Organisation
from uclg_share.posts import actions
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.markdown_form import Names, write
from uclg_share.posts.markdown_notes import notes_for
from uclg_share.posts.models import Kind
from uclg_share.posts.offers import first_draft
from uclg_share.posts.pasted import Judged, judge
from uclg_share.posts.queries import find_own, latest_revision, own_newest, slugs_of
from uclg_share.posts.routes import bp
from uclg_share.text import slugify

MARKDOWN = "text/markdown; charset=utf-8"
# The same texts make the same archive, whenever it is taken.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
LONGEST_NAME = 60


@bp.get("/write/<kind:kind>/template.md")
@for_signed_in
def template_file(kind: Kind) -> ResponseReturnValue:
    """The questions of a kind, to be answered away from the site."""
    viewer, language = current_viewer(), current_language()
    draft = first_draft(viewer, language)
    text = write(kind, draft, _names([draft]), notes_for(viewer, kind))
    return _file(text, MARKDOWN, f"{kind.value.replace('_', '-')}-{language}.md")


@bp.get("/my-work/<id:post_id>/text.md")
@for_signed_in
def text_file(post_id: int) -> ResponseReturnValue:
    """The author's newest text."""
    post = find_own(current_viewer(), post_id) or abort(404)
    draft = from_plain(latest_revision(post).content)
    text = write(post.kind, draft, _names([draft]))
    return _file(text, MARKDOWN, f"{post.id}-{_plain(draft.title)}.md")


@bp.post("/my-work/export.zip")
@for_signed_in
def all_texts() -> ResponseReturnValue:
    """Everything one wrote, each text as a file. A POST, since it is counted."""
    viewer = current_viewer()
    limits.spend(limits.TAKE_ACCOUNT, str(viewer.account_id))
    texts = [(r.post.kind, from_plain(r.content)) for r in own_newest(viewer)]
    names = _names([draft for _kind, draft in texts])
    files = {
        f"{number:02}-{_plain(draft.title)}.md": write(kind, draft, names)
        for number, (kind, draft) in enumerate(texts, 1)
    }
    return _file(_archive(files), "application/zip", "uclg-share-texts.zip")


@bp.post("/write/upload")
@for_signed_in
def upload() -> ResponseReturnValue:
    """A file written elsewhere becomes a draft."""
    viewer = current_viewer()
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    text = request.form.get("text", "").replace("\r\n", "\n")
    judged = judge(viewer, text, current_language())
    if judged.draft is None:
        return _refused(text, judged)
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        earlier = once.earlier(viewer.account_id)
        return redirect(earlier or url_for("posts.my_work"), 303)

    post = actions.start(viewer, judged.kind, judged.draft)
    pressed.location = url_for("posts.edit", post_id=post.id)
    location = pressed.location
    db.session.commit()
    flash(_("Read in as a draft. Look it over before you send it in."), "ok")
    if judged.left:
        words = _("Not known here, or not yours to choose, and left empty: %(keys)s.",
                  keys=", ".join(judged.left))  # fmt: skip
        flash(words, "warn")
    return redirect(location, 303)


def _refused(text: str, judged: Judged) -> ResponseReturnValue:
    page = render_template(
        "posts/start.html",
        specs=SPECS.values(),
        group=request.args.get("group"),
        text=text,
        faults=judged.faults,
    )
    return page, 422


def _names(drafts: Iterable[Draft]) -> Names:
    """The slugs of all that these texts name, in three questions."""
    organisations: set[int] = set()
    groups: set[int] = set()
    committees: set[int] = set()
    for draft in drafts:
        organisations |= {draft.organisation_id or 0, *draft.co_organisation_ids}
        groups |= set(draft.group_ids)
        committees |= set(draft.committee_ids)
    return Names(
        slugs_of(Organisation, organisations),
        slugs_of(WorkingGroup, groups),
        slugs_of(Committee, committees),
    )


def _plain(title: str) -> str:
    """Words of a title that every system takes for the name of a file."""
    words = re.findall(r"[a-z0-9]+", slugify(title))
    return "-".join(words)[:LONGEST_NAME].strip("-") or "text"


def _archive(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name, NO_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return packed.getvalue()


def _file(content: str | bytes, kind: str, name: str) -> Response:
    """Something to keep on one's own disk, and nowhere in between."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
