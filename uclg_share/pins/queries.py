from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased, joinedload

from uclg_share.database import db, now
from uclg_share.feeds.queries import lines_of, of_group
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, listed_in
from uclg_share.posts.models import Kind, Placement, Post, Reach

# The line of the original, which says how long its family is pinned.
Pin = aliased(Placement)


def feed_with_pins(
    viewer: Viewer,
    group: WorkingGroup,
    languages: tuple[str, ...],
    kind: Kind | None = None,
) -> tuple[Select[Any], Select[Any]]:
    """What stands at the head of a feed, and the feed without it; both have the column
    `pinned_until`."""
    head = (
        lines_of(Placement, languages)
        .join(
            Pin,
            (Pin.group_id == Placement.group_id) & (Pin.post_id == Placement.family_id),
        )
        .where(*_standing(group), listed_in(viewer, group))
        .add_columns(Pin.pinned_until)
        .order_by(Placement.published_at.desc(), Placement.post_id.desc())
    )
    pinned = select(Pin.post_id).where(*_standing(group))
    rest = (
        of_group(viewer, group, languages, kind)
        .where(Placement.family_id.not_in(pinned))
        .add_columns(Placement.pinned_until)
    )
    return (head.where(Placement.kind == kind) if kind else head), rest


def pinned_in(group: WorkingGroup) -> list[Placement]:
    """What is pinned there now, whatever reaches it in whichever language."""
    lines = (
        select(Placement)
        .where(
            Placement.group_id == group.id,
            Placement.pinned_until > now(),
            Placement.reach != Reach.HIDDEN,
        )
        .options(joinedload(Placement.post))
        .order_by(Placement.pinned_until, Placement.post_id)
    )
    return list(db.session.scalars(lines))


def pinnable(group: WorkingGroup, post: Post) -> Placement | None:
    """The line of a family in a feed, if readers see it there; held for this act."""
    line = db.session.scalar(
        select(Placement)
        .where(Placement.group_id == group.id, Placement.post_id == post.family_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return line if line is not None and line.reach is not Reach.HIDDEN else None


def _standing(group: WorkingGroup) -> tuple[ColumnElement[bool], ...]:
    return (
        Pin.group_id == group.id,
        Pin.pinned_until > now(),
        Pin.reach != Reach.HIDDEN,
    )
