from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased, joinedload

from uclg_share.database import db, now
from uclg_share.feeds.choice import Choice
from uclg_share.feeds.queries import chosen, lines_of, of_group
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, listed_in
from uclg_share.posts.models import Placement, Post, Reach

# How many a feed bears at a time.
MOST = 3
# The line of the original, which says how long its family is pinned.
Pin = aliased(Placement)


def feed_with_pins(
    viewer: Viewer,
    group: WorkingGroup,
    languages: tuple[str, ...],
    choice: Choice | None = None,
) -> tuple[Select[Any], Select[Any]]:
    """What stands at the head of a feed, and the feed without it; both have the column
    `pinned_until`."""
    # A limit makes them few to the planner too: it begins with them, not with the feed.
    # The lines of a family are seen by the same people, or are hidden.
    seen = (*_standing(group), listed_in(viewer, group, Pin))
    pins = select(Pin).where(*seen).limit(MOST).subquery()
    is_one = and_(
        Placement.group_id == pins.c.group_id,
        Placement.family_id == pins.c.post_id,
        Placement.reach != Reach.HIDDEN,
    )
    head = lines_of(Placement, languages).join(pins, is_one)
    head = head.add_columns(pins.c.pinned_until)
    pinned = select(Pin.post_id).where(*_standing(group))
    rest = (
        of_group(viewer, group, languages, choice)
        .where(Placement.family_id.not_in(pinned))
        .add_columns(Placement.pinned_until)
    )
    return chosen(head, choice), rest


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
