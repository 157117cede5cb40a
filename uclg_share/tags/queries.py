from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from uclg_share.database import db
from uclg_share.groups.models import Lifecycle, WorkingGroup
from uclg_share.permissions import Viewer, may_pin, may_remove_tag, may_unpin
from uclg_share.posts.models import Placement, Post
from uclg_share.tags.models import TagRemoval


def standing_removals(post: Post) -> list[TagRemoval]:
    """The groups that have taken their tag off this family and not put it back. Whoever
    leads it now has accepted it."""
    standing = (
        select(TagRemoval)
        .where(
            TagRemoval.post_id == post.family_id,
            TagRemoval.undone_at.is_(None),
            TagRemoval.group_id.is_distinct_from(post.lead_group_id),
        )
        .options(joinedload(TagRemoval.group))
        .order_by(TagRemoval.id)
    )
    return list(db.session.scalars(standing))


def removal_by(group: WorkingGroup, post: Post) -> TagRemoval | None:
    found = standing_removals(post)
    return next((one for one in found if one.group_id == group.id), None)


def lines_in(group: WorkingGroup, post: Post) -> list[Placement]:
    """The tags of every text of a family to one group."""
    lines = select(Placement).where(
        Placement.group_id == group.id, Placement.family_id == post.family_id
    )
    return list(db.session.scalars(lines.order_by(Placement.post_id)))


def taking_groups(post: Post, wanted: Iterable[int], known: set[int]) -> list[int]:
    """Of the groups a text names, those whose feed it may stand in: not those that have
    taken their tag off, nor those archived before it came."""
    off = {one.group_id for one in standing_removals(post)}
    ids = [id_ for id_ in wanted if id_ not in off]
    if not set(ids) - known:
        return ids
    archived = select(WorkingGroup.id).where(
        WorkingGroup.id.in_(set(ids) - known),
        WorkingGroup.lifecycle == Lifecycle.ARCHIVED,
    )
    closed = set(db.session.scalars(archived))
    return [id_ for id_ in ids if id_ not in closed]


@dataclass(frozen=True)
class Tag:
    """How a family stands in a group, for those who coordinate it."""

    group: WorkingGroup
    pinned_until: datetime | None = None
    removal: TagRemoval | None = None


def tags_of(viewer: Viewer, post: Post) -> list[Tag]:
    """In the groups of this coordinator: where it is tagged, and where it was; as far
    as there is something to do about it."""
    if not viewer.has_desk:
        return []
    lines = (
        select(Placement)
        .where(Placement.post_id == post.family_id)
        .options(joinedload(Placement.group))
        .order_by(Placement.group_id)
    )
    there = [
        Tag(line.group, line.pinned_until if line.is_pinned else None)
        for line in db.session.scalars(lines)
    ]
    gone = [Tag(one.group, removal=one) for one in standing_removals(post)]
    return [tag for tag in [*there, *gone] if _is_open(viewer, tag, post)]


def _is_open(viewer: Viewer, tag: Tag, post: Post) -> bool:
    original = post.original or post
    if tag.pinned_until and may_unpin(viewer, tag.group):
        return True
    changes = may_remove_tag(viewer, tag.group, original)
    return changes or (not tag.removal and may_pin(viewer, tag.group, original))
