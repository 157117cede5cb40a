"""The statements behind the pages of feeds, each built once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from flask import request
from sqlalchemy import Select

from uclg_share.database import now
from uclg_share.families.languages import languages_read
from uclg_share.feeds import gathering, queries
from uclg_share.feeds.choice import Choice
from uclg_share.fragments import NEVER
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.paging import Page, Turn, merged, prepared_page, turned, with_head
from uclg_share.permissions import READ_INSIDE, Viewer
from uclg_share.pins.queries import feed_but_pins, pins_of_any_group
from uclg_share.posts.models import CommitteePlacement, Placement
from uclg_share.prepared import prepared

Languages = tuple[str, ...]
# Of an address, what a page of a feed depends on: whoever invents more fills no store.
ASKED = {"kind", "cursor"}


def page_of_group(
    viewer: Viewer, group: WorkingGroup, languages: Languages, choice: Choice | None
) -> Page[Any]:
    """What is pinned there stands before the first page."""
    inside = queries.has_inside(viewer, group)
    has_pins = group.has_pins is not False
    return prepared_page(
        lambda turn: _of_group(turn, inside, has_pins, languages, choice),
        queries.key_of,
        here=group.id,
        now=now(),
    )


def same_for(
    viewer: Viewer, group: WorkingGroup, shelf: list[WorkingGroup]
) -> Hashable:
    """What the kept parts of a group's page depend on: the same for all who may read
    the same groups, until the next act of anybody; where something is pinned, for a
    minute, since a pin ends by the clock."""
    if group.stamp is None or not set(request.args) <= ASKED:
        return NEVER
    known = tuple(one.id for one in shelf)
    minute = int(now().timestamp()) // 60 if group.has_pins else 0
    inside = queries.has_inside(viewer, group)
    here = (group.id, group.stamp, inside, known, minute)
    return here, languages_read(), request.query_string


def page_of_committee(
    committee: Committee, languages: Languages, choice: Choice | None
) -> Page[Any]:
    return prepared_page(
        lambda turn: _of_committee(turn, languages, choice),
        queries.key_of,
        here=committee.id,
    )


def page_of_theme(slug: str, languages: Languages) -> Page[Any]:
    return prepared_page(
        lambda turn: _of_theme(turn, languages), queries.key_of, theme=slug
    )


@prepared
def _of_group(
    turn: Turn,
    inside: bool,
    has_pins: bool,
    languages: Languages,
    choice: Choice | None,
) -> Select[Any]:
    lines = queries.of_any_group(inside, languages, choice)
    if has_pins:
        lines = feed_but_pins(inside, languages, choice)
    order = queries.read_by_waiting(choice)
    ranges = [lines]
    if inside:  # one range of the index for each reach, both in order
        ranges = [lines.where(Placement.reach == reach) for reach in READ_INSIDE]
    rest = merged([turned(each, order, turn) for each in ranges], turn)
    if not has_pins or turn is not Turn.FIRST:
        return rest
    return with_head(pins_of_any_group(inside, languages, choice), rest)


@prepared
def _of_committee(
    turn: Turn, languages: Languages, choice: Choice | None
) -> Select[Any]:
    lines = queries.of_any_committee(languages, choice)
    return turned(lines, queries.read_by(CommitteePlacement), turn)


@prepared
def _of_theme(turn: Turn, languages: Languages) -> Select[Any]:
    return turned(gathering.of_any_theme(languages), gathering.OF_THEME, turn)
