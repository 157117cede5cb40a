"""What an author does with a text before and beside its review."""

from __future__ import annotations

from dataclasses import replace

from uclg_share import audit
from uclg_share.attachments.actions import copied, note_named
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.counts.counting import recount_families
from uclg_share.database import db, now
from uclg_share.families.following import tell_of_hiding, tell_of_showing
from uclg_share.families.reach import carry_reach, post_reach
from uclg_share.groups.counters import recount_posts_in
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_choose_organisation,
    may_delete,
    may_develop,
    may_edit,
    may_hide,
    may_write,
)
from uclg_share.posts.drafts import Draft, developed, from_plain, to_plain
from uclg_share.posts.guides.shelf import newest
from uclg_share.posts.models import Kind, Post, Reach, Revision, Stage
from uclg_share.posts.placing import set_reach
from uclg_share.posts.queries import latest_revision, own_relatives
from uclg_share.related.relating import keep_related


def start(
    viewer: Viewer, kind: Kind, draft: Draft, question: Post | None = None
) -> Post:
    """Keep a first draft; nobody but its author sees it. With a `question` it becomes
    an answer to that when it is published."""
    ensure(may_write(viewer))

    post = _begin(viewer, kind, draft)
    if question is not None and not kind.is_talk:
        post.answers_question_id = question.family_id
    audit.record(viewer, Verb.POST_STARTED, post)
    return post


def develop(viewer: Viewer, post: Post) -> Post:
    """Begin a case study with what an experience says; the one begun before, if any."""
    ensure(may_develop(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if begun := own_relatives(viewer, post):
        return begun[0]
    told = from_plain(latest_revision(post).content)
    draft = replace(developed(told), guide=newest(Kind.CASE_STUDY))
    case_study = _begin(viewer, Kind.CASE_STUDY, draft)
    case_study.developed_from_id = post.id
    if files := copied(viewer, case_study, post, told.files):
        _add_revision(viewer, case_study, 2, replace(draft, files=files))
    audit.record(viewer, Verb.POST_STARTED, case_study, developed_from=post.id)
    return case_study


def save(viewer: Viewer, post: Post, draft: Draft, base: int) -> Revision:
    """Keep a newer text. `base` is the number of the revision it was written on.

    Raises `ChangedMeanwhile` when somebody saved in between; an unchanged text adds
    no revision.
    """
    ensure(may_edit(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    latest = latest_revision(post)
    if latest.number != base:
        raise ChangedMeanwhile(latest.editor.name if latest.editor else "")
    if not may_choose_organisation(viewer, post):
        signs = latest.content.get("organisation_id")
        draft = replace(draft, organisation_id=signs)
    if from_plain(latest.content) == draft:
        return latest
    _note_working_copy(post, draft)
    if post.stage is Stage.ACCEPTED:
        post.stage = Stage.DRAFT
    return _add_revision(viewer, post, base + 1, draft)


def delete(viewer: Viewer, post: Post) -> None:
    """Throw a draft away; its row stays, unseen, for the log."""
    ensure(may_delete(viewer, post))

    post.deleted_at = now()
    audit.record(viewer, Verb.POST_DELETED, post)


def hide(viewer: Viewer, post: Post, reason: str) -> None:
    """Take a published post out of every list at once; the author reads the reason."""
    ensure(may_hide(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.hidden_at is not None:
        raise ChangedMeanwhile
    post.hidden_at, post.hidden_by_id = now(), viewer.account_id or None
    post.hidden_reason = reason
    set_reach(post, Reach.HIDDEN)
    changed = carry_reach(post)
    _trace_hiding(viewer, post, Verb.POST_HIDDEN, reason)
    if post.answering:
        notify([post.answering], Topic.POST_HIDDEN, title=post.title, reason=reason)
    tell_of_hiding(changed, reason)


def restore(viewer: Viewer, post: Post, reason: str = "") -> None:
    """Show a hidden post again, where it stood before; the author reads the reason."""
    ensure(may_hide(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.hidden_at is None:
        raise ChangedMeanwhile
    post.hidden_at, post.hidden_by_id, post.hidden_reason = None, None, ""
    set_reach(post, post_reach(post, post.lead_group))
    changed = carry_reach(post)
    _trace_hiding(viewer, post, Verb.POST_RESTORED, reason)
    tell_of_showing([post, *changed], reason)


def _trace_hiding(viewer: Viewer, post: Post, verb: Verb, reason: str) -> None:
    audit.record(
        viewer,
        verb,
        post,
        group_id=post.lead_group_id,
        reason=reason,
        audience=Audience.PUBLIC,
        title=post.title,
        **audit.whose(viewer, post),
    )
    recount_posts_in(placement.group_id for placement in post.placements)
    recount_families([post.family_id])
    keep_related(post.family_id)


def _begin(viewer: Viewer, kind: Kind, draft: Draft) -> Post:
    post = Post(kind=kind, author_id=viewer.account_id)
    db.session.add(post)
    _note_working_copy(post, draft)
    db.session.flush()  # a family is named by the id of its original
    post.family_id = post.id
    _add_revision(viewer, post, 1, draft)
    return post


def _note_working_copy(post: Post, draft: Draft) -> None:
    post.working_title = draft.title
    post.changed_at = now()
    # What readers see of a live post changes when its new text is accepted.
    if post.published_at is None:
        post.language = draft.language
        post.organisation_id = draft.organisation_id
        post.lead_group_id = draft.lead_group_id


def _add_revision(viewer: Viewer, post: Post, number: int, draft: Draft) -> Revision:
    revision = Revision(
        post=post,
        number=number,
        editor_id=viewer.account_id or None,
        content=to_plain(draft),
    )
    db.session.add(revision)
    db.session.flush()
    note_named(post, draft)
    return revision
