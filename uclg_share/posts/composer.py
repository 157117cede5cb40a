"""The page one writes on: its form, its preview, what was typed and not saved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from uclg_share.attachments.rows import keep_known, stored_with
from uclg_share.attachments.shown import for_readers
from uclg_share.authorship.offers import keep_choices
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.families.composing import (
    Sheet,
    sheet_of,
    translation_form,
    with_present_facts,
)
from uclg_share.families.forms import TranslationForm
from uclg_share.permissions import Viewer
from uclg_share.posts import copies
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.forms import PostForm
from uclg_share.posts.guidance import guidance_for
from uclg_share.posts.models import Kind, Post, WorkingCopy
from uclg_share.posts.offers import (
    form_of,
    open_form,
    question_asked,
    with_proposed_committees,
)
from uclg_share.posts.queries import latest_revision, taggable_groups
from uclg_share.posts.reading import Reading, previewed
from uclg_share.suggestions.showing import Offer, offers_on
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
    before = with_present_facts(viewer, post, from_plain(latest.content))
    copy = copies.copy_of(viewer, post) if request.method != "POST" else None
    if copy is None:
        form = _form(viewer, post, before, latest.number)
        return Desk(viewer, post.kind, form, post, before)
    form = _form(viewer, post, before, copy.base, MultiDict(copy.content))
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
    saved = with_present_facts(desk.viewer, desk.post, saved)
    form = _form(desk.viewer, desk.post, saved, copy.base, MultiDict(copy.content))
    return _typed(form, saved)


def written(desk: Desk) -> Draft:
    draft = _typed(desk.form, desk.before)
    if isinstance(desk.form, TranslationForm):
        return draft
    shown = request.form.get("shown_groups", "")
    return replace(draft, committee_ids=with_proposed_committees(draft, shown))


def preview(desk: Desk) -> ResponseReturnValue:
    name = "_body" if request.headers.get("X-Fragment") else "preview"
    reading = previewed(desk.kind, written(desk), desk.post)
    reading = replace(reading, files=for_readers(reading.files))
    return render_template(f"posts/{name}.html", reading=reading)


# Long because: one line for each thing the page shows.
def page(
    desk: Desk,
    code: int = 200,
    theirs: Reading | None = None,
    who: str = "",
    kept: bool = False,
) -> ResponseReturnValue:
    """`theirs` is the other text of a conflict; `kept` says that a draft was saved."""
    sequence = _newest_sequence(desk) if theirs or kept else _own_sequence(desk)
    groups = taggable_groups(desk.viewer)
    guide = guidance_for(desk.viewer, desk.kind, desk.post, desk.before, groups)
    beside = _beside(desk)
    shown = render_template(
        _sheet(desk, beside),
        form=desk.form,
        spec=guide.spec,
        guide=guide,
        post=desk.post,
        copy=desk.copy,
        sequence=sequence,
        groups={str(group.id): group for group in groups},
        todo=guide.todo,
        theirs=theirs,
        who=who,
        kept=kept,
        stored=stored_with(desk.post),
        beside=beside,
        offers=_offers(desk),
        question=question_asked(desk.viewer, desk.post),
    )
    return shown, code


def _sheet(desk: Desk, beside: Sheet | None) -> str:
    if beside:
        return "families/compose.html"
    return "posts/compose_talk.html" if desk.kind.is_talk else "posts/compose.html"


def conflict(desk: Desk, error: ChangedMeanwhile) -> ResponseReturnValue:
    """Both texts on one page; sending the form again means choosing this one."""
    assert desk.post is not None
    desk.form.base.data = str(latest_revision(desk.post).number)
    theirs = previewed(desk.kind, newest_text(desk), desk.post)
    return page(desk, code=409, theirs=theirs, who=error.who)


def _offers(desk: Desk) -> list[Offer]:
    """Words that coordinators suggest and nobody has answered yet."""
    if desk.post is None:
        return []
    offers = offers_on(desk.post, latest_revision(desk.post))
    return [one for one in offers if one.is_unanswered]


def _beside(desk: Desk) -> Sheet | None:
    if desk.post is None or not isinstance(desk.form, TranslationForm):
        return None
    return sheet_of(desk.viewer, desk.post, desk.form)


def _form(
    viewer: Viewer,
    post: Post,
    before: Draft,
    base: int,
    typed: MultiDict[str, str] | None = None,
) -> PostForm:
    """With what was sent or typed, or else what was saved."""
    if post.is_translation:
        return translation_form(viewer, post, before, base, typed)
    if typed is None:
        form = open_form(viewer, post.kind, before, base)
    else:
        form = form_of(viewer, post.kind, typed, before.guide)
    keep_choices(viewer, post, form, before)
    keep_known(form, post)
    return form


def _typed(form: PostForm, before: Draft) -> Draft:
    """What stands in a form, with what it does not show."""
    if isinstance(form, TranslationForm):
        return form.draft()
    return replace(form.draft(), origin=before.origin)


def _own_sequence(desk: Desk) -> int:
    if desk.copy:
        return desk.copy.sequence
    return known_sequence() if request.method == "POST" else 0


def _newest_sequence(desk: Desk) -> int:
    copy = copies.copy_of(desk.viewer, desk.post) if desk.post else None
    return copy.sequence if copy else 0
