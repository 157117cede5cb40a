"""What a reminder lists when it leaves: only what still waits on its reader's desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uclg_share.groups.targets import target_days
from uclg_share.permissions import Viewer
from uclg_share.reminders.models import Thing
from uclg_share.reminders.queries import Named, Waiting, still_waiting

# So many lines in one mail; of the rest it says how many there are.
MOST = 30


@dataclass(frozen=True)
class Line:
    """One thing that waits, with where it is answered."""

    thing: str
    title: str
    language: str
    group: dict[str, str]
    since: datetime
    # Within so many working days its group means to answer.
    aim: int
    endpoint: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Contents:
    lines: list[Line]
    more: int

    @property
    def number(self) -> int:
        return len(self.lines) + self.more

    def __bool__(self) -> bool:
        return bool(self.lines)


def data_of(things: list[Waiting]) -> dict[str, Any]:
    """What the row of the mail keeps: numbers alone, to be looked up again."""
    names = [[one.thing.value, one.id] for one in things]
    return {"things": names, "number": len(names)}


def contents_of(viewer: Viewer, data: Mapping[str, Any]) -> Contents:
    waiting = still_waiting(viewer, [*map(_name, data.get("things", []))])
    lines = [_line(one) for one in waiting[:MOST]]
    return Contents(lines, len(waiting) - len(lines))


def _name(named: list[Any]) -> Named:
    return Thing(named[0]), int(named[1])


def _line(one: Waiting) -> Line:
    endpoint, values = PLACES[one.thing]
    known = {name: value.format(id=one.id) for name, value in values.items()}
    return Line(
        one.thing.value,
        one.title,
        one.language,
        one.group.names,
        one.since,
        target_days(one.group),
        endpoint,
        known,
    )


PLACES: dict[Thing, tuple[str, dict[str, str]]] = {
    Thing.REVIEW: ("reviews.review", {"review_id": "{id}"}),
    Thing.REQUEST: ("groups.waiting", {"_anchor": "request-{id}"}),
    Thing.FLAG: ("flags.settle", {"flag_id": "{id}"}),
}
