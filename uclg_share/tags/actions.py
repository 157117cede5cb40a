"""What coordinators do with the tag of their group on a text another group leads."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.counts.counting import recount_families
from uclg_share.database import db, now
from uclg_share.families.queries import translations_of
from uclg_share.groups.counters import recount_posts_in
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import coordinators_of
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_remove_tag
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post
from uclg_share.posts.placing import put_in
from uclg_share.related.relating import keep_related
from uclg_share.search.index import keep_found
from uclg_share.tags.models import TagRemoval
from uclg_share.tags.queries import lines_in, removal_by


def remove_tag(viewer: Viewer, group: WorkingGroup, post: Post, reason: str) -> None:
    """Take an original and its translations out of a group's feed; no later text of
    theirs puts them back."""
    ensure(may_remove_tag(viewer, group, post))

    db.session.refresh(post, with_for_update={"of": Post})
    lines = lines_in(group, post)
    if removal_by(group, post) or not lines:
        raise ChangedMeanwhile
    db.session.add(
        TagRemoval(
            group_id=group.id,
            post_id=post.family_id,
            by_id=viewer.account_id or None,
            reason=reason,
        )
    )
    for line in lines:
        text = line.post
        text.placements.remove(line)
        keep_found(text)
    _trace(viewer, Verb.TAG_REMOVED, group, post, reason)
    _tell(viewer, Topic.TAG_REMOVED, group, post, reason)


def return_tag(viewer: Viewer, group: WorkingGroup, post: Post, reason: str) -> None:
    """Let the texts of a family stand in the group's feed again, as far as they name
    the group."""
    ensure(may_remove_tag(viewer, group, post))

    db.session.refresh(post, with_for_update={"of": Post})
    removal = removal_by(group, post)
    if removal is None:
        raise ChangedMeanwhile
    removal.undone_at, removal.undone_by_id = now(), viewer.account_id or None
    for text in [post, *translations_of(post)]:
        if _names(text, group):
            put_in(text, group)
            keep_found(text)
    _trace(viewer, Verb.TAG_RETURNED, group, post, reason)
    _tell(viewer, Topic.TAG_RETURNED, group, post, reason)


def _names(text: Post, group: WorkingGroup) -> bool:
    live = text.live_revision
    return live is not None and group.id in from_plain(live.content).group_ids


def _trace(
    viewer: Viewer, verb: Verb, group: WorkingGroup, post: Post, reason: str
) -> None:
    audit.record(
        viewer,
        verb,
        post,
        group_id=group.id,
        reason=reason,
        audience=Audience.PUBLIC,
        title=post.title,
        **audit.whose(viewer, post),
    )
    recount_posts_in([group.id])
    recount_families([post.family_id])
    keep_related(post.family_id)


def _tell(
    viewer: Viewer, topic: Topic, group: WorkingGroup, post: Post, reason: str
) -> None:
    """Whoever answers for the text, and the coordinators of the group that leads it."""
    lead = post.lead_group
    known: list[Account | None] = [post.answering]
    known += coordinators_of(lead) if lead else []
    heard = dict.fromkeys(who for who in known if who and who.id != viewer.account_id)
    about: dict[str, Any] = {
        "post_id": post.id,
        "title": post.title,
        "language": post.language,
        "group": group.names,
        "reason": reason,
    }
    notify(heard, topic, **about)
