from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased, joinedload

from uclg_share.database import Utc, db, now
from uclg_share.feeds.choice import Choice
from uclg_share.feeds.queries import HERE, chosen, lines_of, of_any_group
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import listed
from uclg_share.posts.models import Placement, Post, Reach
from uclg_share.prepared import given

# How many a feed bears at a time.
MOST = 3
# The line of the original, which says how long its family is pinned.
Pin = aliased(Placement)
STANDING = (
    Pin.group_id == HERE,
    Pin.pinned_until > given("now", Utc),
    Pin.reach != Reach.HIDDEN,
)


def pins_of_any_group(
    inside: bool, languages: tuple[str, ...], choice: Choice | None = None
) -> Select[Any]:
    """What stands at the head of a feed, for the parameters `here` and `now`."""
    # A limit makes them few to the planner too: it begins with them, not with the feed.
    # The lines of a family are seen by the same people, or are hidden.
    pins = select(Pin).where(*STANDING, listed(inside, Pin)).limit(MOST).subquery()
    is_one = and_(
        Placement.group_id == pins.c.group_id,
        Placement.family_id == pins.c.post_id,
        Placement.reach != Reach.HIDDEN,
    )
    head = lines_of(Placement, languages).join(pins, is_one)
    return chosen(head.add_columns(pins.c.pinned_until), choice)


def feed_but_pins(
    inside: bool, languages: tuple[str, ...], choice: Choice | None = None
) -> Select[Any]:
    """A feed without them; it has the column `pinned_until` too."""
    pinned = select(Pin.post_id).where(*STANDING)
    return (
        of_any_group(inside, languages, choice)
        .where(Placement.family_id.not_in(pinned))
        .add_columns(Placement.pinned_until)
    )


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
