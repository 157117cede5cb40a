"""What can wait on a desk, under one name and one age."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from uclg_share.database import now
from uclg_share.groups.models import WorkingGroup
from uclg_share.urls import id_in
from uclg_share.workdays import working_days_between

USUAL_DAYS = 3  # where no group says otherwise


class Sort(StrEnum):
    REVIEW = "review"
    REQUEST = "request"
    AFFILIATION = "affiliation"
    FLAG = "flag"
    TAG = "tag"


@dataclass(frozen=True)
class Item:
    """`thing` is the row itself; of a tag, what `loading.Tag` says."""

    sort: Sort
    id: int
    since: datetime
    thing: Any
    group: WorkingGroup | None = None
    number: int = 1

    @property
    def key(self) -> str:
        """`review-12`: what a form calls it."""
        return f"{self.sort.value}-{self.id}"

    @property
    def aim(self) -> int:
        return self.group.review_days if self.group else USUAL_DAYS

    @property
    def is_late(self) -> bool:
        return is_late(self.since, self.aim)


def is_late(since: datetime, days: int = USUAL_DAYS) -> bool:
    """Waited longer than so many working days, counted without weekends."""
    return working_days_between(since, now()) > days


def read_keys(keys: Iterable[str]) -> dict[Sort, list[int]]:
    """What a form chose, by sort; what is no key of ours is not there."""
    chosen: dict[Sort, list[int]] = {}
    for key in keys:
        sort, _, number = key.partition("-")
        number_of = id_in(number)
        if sort in set(Sort) and number_of:
            chosen.setdefault(Sort(sort), []).append(number_of)
    return chosen
