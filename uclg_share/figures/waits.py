"""How long the texts of a group wait for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from uclg_share.database import now
from uclg_share.figures.queries import MOST_DECISIONS, decisions
from uclg_share.groups.models import WorkingGroup
from uclg_share.workdays import working_days_between

YEAR = timedelta(days=365)
# Working days from, and to.
STEPS = ((0, 1), (2, 3), (4, 5), (6, 10), (11, None))


@dataclass(frozen=True)
class Waits:
    """In working days; `steps` are from, to and how many texts."""

    number: int
    median: int
    ninetieth: int
    steps: list[tuple[int, int | None, int]]

    @property
    def is_cut(self) -> bool:
        """There were more than are looked at."""
        return self.number >= MOST_DECISIONS


def waits_of(group: WorkingGroup) -> Waits | None:
    """Of what was sent in during the last twelve months; nothing where nothing was."""
    return waits(decisions(group, now() - YEAR))


def waits(pairs: Sequence[tuple[datetime, datetime]]) -> Waits | None:
    days = sorted(max(working_days_between(*pair), 0) for pair in pairs)
    if not days:
        return None
    return Waits(
        number=len(days),
        median=_at(days, 0.5),
        ninetieth=_at(days, 0.9),
        steps=[(low, high, _between(days, low, high)) for low, high in STEPS],
    )


def _at(days: list[int], share: float) -> int:
    """The wait within which this share of the texts had its answer."""
    return days[ceil(share * len(days)) - 1]


def _between(days: list[int], low: int, high: int | None) -> int:
    return sum(low <= one and (high is None or one <= high) for one in days)
