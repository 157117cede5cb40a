"""The page one writes on: its form, its preview, what was typed and not saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from uclg_share.permissions import Viewer
from uclg_share.posts import copies
from uclg_share.posts.completeness import missing
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.forms import PostForm
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind, Post, WorkingCopy
from uclg_share.posts.offers import form_of, open_form, with_proposed_committees
from uclg_share.posts.queries import latest_revision, taggable_groups
from uclg_share.posts.reading import Reading, previewed
from uclg_share.urls import id_in


@dataclass(frozen=True)
class Desk:
    """What one request of the composer is about; `post` is None for a new text.

    `copy` is what was typed and not saved, when the page opens with it.
    """

    viewer: Viewer
    kind: Kind
    form: PostForm
    post: Post | None
    before: Draft
    copy: WorkingCopy | None = None


def open_desk(viewer: Viewer, post: Post) -> Desk:
    """The newest text with its form; a visit opens what was typed last instead."""
    latest = latest_revision(post)
    before = from_plain(latest.content)
    copy = copies.copy_of(viewer, post) if request.method != "POST" else None
    if copy is None:
        form = open_form(viewer, post.kind, before, latest.number)
        return Desk(viewer, post.kind, form, post, before)
    form = form_of(viewer, post.kind, MultiDict(copy.content))
    form.base.data = str(copy.base)
    return Desk(viewer, post.kind, form, post, _typed(form, before), copy)


def known_sequence() -> int:
    """The keeping this window has seen last."""
    return id_in(request.form.get("sequence")) or 0


def newest_text(desk: Desk) -> Draft:
    """What stands against the text of this window: kept elsewhere, or saved."""
    assert desk.post is not None
    saved = from_plain(latest_revision(desk.post).content)
    copy = copies.copy_of(desk.viewer, desk.post)
    if copy is None or copy.sequence == known_sequence():
        return saved
    return _typed(form_of(desk.viewer, desk.kind, MultiDict(copy.content)), saved)


def written(desk: Desk) -> Draft:
    draft = _typed(desk.form, desk.before)
    shown = request.form.get("shown_groups", "")
    return replace(draft, committee_ids=with_proposed_committees(draft, shown))


def preview(desk: Desk) -> ResponseReturnValue:
    name = "_body" if request.headers.get("X-Fragment") else "preview"
    reading = previewed(desk.kind, written(desk))
    return render_template(f"posts/{name}.html", reading=reading)


def page(
    desk: Desk,
    code: int = 200,
    theirs: Reading | None = None,
    who: str = "",
    kept: bool = False,
) -> ResponseReturnValue:
    """`theirs` is the other text of a conflict; `kept` says that a draft was saved."""
    overtaken = theirs is not None or kept
    sequence = _newest_sequence(desk) if overtaken else _own_sequence(desk)
    shown = render_template(
        "posts/compose.html",
        form=desk.form,
        spec=SPECS[desk.kind],
        post=desk.post,
        copy=desk.copy,
        sequence=sequence,
        groups={str(group.id): group for group in taggable_groups(desk.viewer)},
        todo=missing(desk.kind, desk.before),
        theirs=theirs,
        who=who,
        kept=kept,
    )
    return shown, code


def _typed(form: PostForm, before: Draft) -> Draft:
    """What stands in a form, with what it does not show."""
    return replace(form.draft(), co_organisation_ids=before.co_organisation_ids)


def _own_sequence(desk: Desk) -> int:
    if desk.copy:
        return desk.copy.sequence
    return known_sequence() if request.method == "POST" else 0


def _newest_sequence(desk: Desk) -> int:
    copy = copies.copy_of(desk.viewer, desk.post) if desk.post else None
    return copy.sequence if copy else 0
