"""Putting a practice that is no longer current, or a whole group, away for reading."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.archiving.queries import Waiting, accounts_in, waiting_in
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.counts.counting import recount_families
from uclg_share.database import db, now
from uclg_share.families.queries import translations_of
from uclg_share.groups.counters import recount_posts_in
from uclg_share.groups.memberships import hold_group
from uclg_share.groups.models import Lifecycle, WorkingGroup
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_archive, may_archive_group
from uclg_share.posts.models import Post
from uclg_share.posts.placing import set_reach
from uclg_share.related.relating import keep_related


class StillWaiting(Exception):
    """Something in the group waits for an answer: it is settled first."""

    def __init__(self, waiting: Waiting) -> None:
        super().__init__()
        self.waiting = waiting


def archive(
    viewer: Viewer, post: Post, reason: str, successor: Post | None = None
) -> None:
    """Take an original and its translations out of every list; they stay where they
    are, with the reason at their head."""
    ensure(may_archive(viewer, post))

    _hold(post, is_archived=False)
    for text in _family(post):
        text.archived_at, text.archived_by_id = now(), viewer.account_id or None
        text.archived_reason = reason
        text.successor_id = successor.id if successor else None
    _follow(viewer, Verb.POST_ARCHIVED, post, reason)
    _tell(viewer, Topic.POST_ARCHIVED, post, reason)


def bring_back(viewer: Viewer, post: Post, reason: str) -> None:
    """The same texts stand in every list again, where they stood before."""
    ensure(may_archive(viewer, post))

    _hold(post, is_archived=True)
    for text in _family(post):
        text.archived_at, text.archived_by_id = None, None
        text.archived_reason, text.successor_id = "", None
    _follow(viewer, Verb.POST_REVIVED, post, reason)
    _tell(viewer, Topic.POST_REVIVED, post, reason)


def archive_group(viewer: Viewer, group: WorkingGroup, reason: str) -> None:
    """Leave a group for reading alone; its members are told.

    Raises `StillWaiting` while its desk is not empty.
    """
    ensure(may_archive_group(viewer, group))

    hold_group(group)
    if group.is_archived:
        raise ChangedMeanwhile
    if waiting := waiting_in(group):
        raise StillWaiting(waiting)
    group.lifecycle = Lifecycle.ARCHIVED
    group.archived_at, group.archived_reason = now(), reason
    _trace_group(viewer, Verb.GROUP_ARCHIVED, group, reason)
    heard = [who for who in accounts_in(group) if who.id != viewer.account_id]
    about = {"group": group.names, "slug": group.slug, "reason": reason}
    notify(heard, Topic.GROUP_ARCHIVED, group_id=group.id, **about)


def reopen_group(viewer: Viewer, group: WorkingGroup, reason: str) -> None:
    ensure(may_archive_group(viewer, group))

    hold_group(group)
    if not group.is_archived:
        raise ChangedMeanwhile
    group.lifecycle = Lifecycle.ACTIVE
    group.archived_at, group.archived_reason = None, ""
    _trace_group(viewer, Verb.GROUP_REOPENED, group, reason)


def _hold(post: Post, is_archived: bool) -> None:
    """Of two who do the same, the second hears that it was done."""
    db.session.refresh(post, with_for_update={"of": Post})
    if not post.is_live or (post.archived_at is not None) is not is_archived:
        raise ChangedMeanwhile


def _family(post: Post) -> list[Post]:
    return [post, *translations_of(post)]


def _follow(viewer: Viewer, verb: Verb, post: Post, reason: str) -> None:
    """Into the lists or out of them, and into the log."""
    texts = _family(post)
    for text in texts:
        assert text.reach is not None  # it is published
        set_reach(text, text.reach)
    recount_posts_in(line.group_id for text in texts for line in text.placements)
    recount_families([post.family_id])
    keep_related(post.family_id)
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


def _tell(viewer: Viewer, topic: Topic, post: Post, reason: str) -> None:
    """Whoever answers for one of the texts and did not do it."""
    for text in _family(post):
        who = text.answering
        if who and who.id != viewer.account_id:
            about = {"post_id": text.id, "title": text.title, "reason": reason}
            notify([who], topic, language=text.language, **about)


def _trace_group(viewer: Viewer, verb: Verb, group: WorkingGroup, reason: str) -> None:
    audit.record(
        viewer,
        verb,
        group,
        group_id=group.id,
        reason=reason,
        audience=Audience.PUBLIC,
        name=group.names.get("en", ""),
    )
