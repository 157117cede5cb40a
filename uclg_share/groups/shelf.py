"""The groups of the pages that are read most: lines that look like groups.

They are made once for each state of a group, are shared by all requests and never
written; whoever changes a group asks `groups/queries.py` for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Integer, Select, exists, false, func, inspect, select

from uclg_share.database import Utc, now, plain
from uclg_share.following.models import Follow
from uclg_share.freshness import SITE, Stamp
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.permissions import Viewer, may_read_group
from uclg_share.posts.models import Placement
from uclg_share.prepared import Line, Row, Shape, given, planned

JSON = {"names", "short_descriptions"}
ASKED = {"followed", "has_pins", "stamp"}


class GroupLine(Line):
    """What a group is, with its committee; whether the viewer follows it, and whether
    anything is pinned in it now; and the mark of the site as it was then."""

    is_public = WorkingGroup.is_public
    is_archived = WorkingGroup.is_archived

    @property  # type: ignore[misc]
    def __class__(self) -> type[WorkingGroup]:  # type: ignore[override]
        """Rules ask what a thing is; to them, as for every proxy, it is a group."""
        return WorkingGroup

    @property
    def committee(self) -> CommitteeLine | None:
        return CommitteeLine(self) if self.committee_id else None


class CommitteeLine:
    """The committee of a group, as far as a page of the group names it."""

    def __init__(self, line: GroupLine) -> None:
        self._line = line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._line, f"committee_{name}")


def shown_shelf(viewer: Viewer) -> list[WorkingGroup]:
    """Every group this viewer may read, in order, in one statement; only to be read."""
    every = _groups(viewer.is_signed_in).read_as(_line, me=viewer.account_id, now=now())
    groups = cast("list[WorkingGroup]", every)
    return [group for group in groups if may_read_group(viewer, group)]


@planned
def _groups(is_signed_in: bool) -> Select[Any]:
    mine = Follow.account_id == given("me", Integer)
    stamp = select(Stamp.number).where(Stamp.scope == SITE)
    follows = exists().where(mine, Follow.group_id == WorkingGroup.id)
    # The last of few: whether any is later than now, a kept plan would look for among
    # all placements, for all it knows about the moment.
    last_pin = select(func.max(Placement.pinned_until)).where(
        Placement.group_id == WorkingGroup.id, Placement.pinned_until.is_not(None)
    )
    has_pins = func.coalesce(last_pin.scalar_subquery() > given("now", Utc), false())
    return (
        select(
            *map(_column, _names()),
            Committee.slug.label("committee_slug"),
            Committee.version.label("committee_version"),
            plain(Committee.names).label("committee_names"),
            (follows if is_signed_in else false()).label("followed"),
            has_pins.label("has_pins"),
            stamp.scalar_subquery().label("stamp"),
        )
        .select_from(WorkingGroup)
        .outerjoin(Committee, Committee.id == WorkingGroup.committee_id)
        .order_by(WorkingGroup.position, WorkingGroup.id)
    )


def _names() -> list[str]:
    """The columns that are read wherever a group is shown."""
    every = inspect(WorkingGroup).column_attrs
    return [one.key for one in every if not one.deferred and one.key not in ASKED]


def _column(name: str) -> Any:
    column = getattr(WorkingGroup, name)
    return plain(column) if name in JSON else column


@lru_cache(maxsize=2000)
def _line(row: Row, shape: Shape) -> GroupLine:
    return GroupLine(row, shape)
