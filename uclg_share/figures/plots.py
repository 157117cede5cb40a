"""Kept numbers as the lines of a plot, with their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import dates

from uclg_share.counts.models import Facet
from uclg_share.counts.queries import Numbers
from uclg_share.i18n import current_language, direction_of, language_name, local
from uclg_share.places.atlas_page import in_regions
from uclg_share.places.regions import CODES, region_name
from uclg_share.posts.models import Kind
from uclg_share.words import word

MONTHS = 24
# The plot of months, in units of its own: a column every 20, a name every third.
STEP, TALL, NAMED = 20, 100, 3


@dataclass(frozen=True)
class Bar:
    key: str
    name: str
    number: int
    address: str = ""


@dataclass(frozen=True)
class Column:
    bar: Bar
    x: int
    height: float
    # Empty where names would stand too close.
    caption: str


def by_region(numbers: Numbers) -> list[Bar]:
    """Every region, the empty ones too."""
    found, language = in_regions(numbers), current_language()
    return [Bar(one, region_name(one, language), found.get(one, 0)) for one in CODES]


def by_theme(numbers: Numbers, names: Mapping[str, Any]) -> list[Bar]:
    return largest(
        Bar(slug, local(named), numbers[slug])
        for slug, named in names.items()
        if slug in numbers
    )


def by_goal(numbers: Numbers, names: Mapping[str, Any]) -> list[Bar]:
    """In the order of the goals, which everybody knows by their numbers."""
    return [
        Bar(key, f"{key}. {local(named)}", numbers.get(key, 0))
        for key, named in names.items()
    ]


def by_kind(numbers: Numbers) -> list[Bar]:
    return largest(Bar(key, str(word(Kind(key))), n) for key, n in numbers.items())


def by_language(numbers: Numbers) -> list[Bar]:
    return largest(Bar(key, language_name(key), n) for key, n in numbers.items())


def by_month(numbers: Numbers, moment: datetime) -> list[Bar]:
    """The last two years, this month last."""
    last = moment.year * 12 + moment.month - 1
    months = [divmod(month, 12) for month in range(last - MONTHS + 1, last + 1)]
    keys = [f"{year}-{month + 1:02}" for year, month in months]
    return [Bar(key, _named(key, "yMMMM"), numbers.get(key, 0)) for key in keys]


def columns(bars: list[Bar]) -> list[Column]:
    """Time runs as reading does: in Arabic from the right."""
    most = max((bar.number for bar in bars), default=0) or 1
    backwards = direction_of(current_language()) == "rtl"
    last = len(bars) - 1
    return [
        Column(
            bar,
            x=STEP * (last - place if backwards else place),
            height=round(TALL * bar.number / most, 1),
            caption="" if (last - place) % NAMED else _named(bar.key, "yMMM"),
        )
        for place, bar in enumerate(bars)
    ]


def largest(bars: Iterable[Bar]) -> list[Bar]:
    return sorted(bars, key=lambda bar: (-bar.number, bar.name))


def rows(facet: Facet | str, bars: Iterable[Bar]) -> list[tuple[str, str, str, int]]:
    """For a table to take along."""
    return [(str(facet), bar.key, bar.name, bar.number) for bar in bars]


def _named(month: str, skeleton: str) -> str:
    first = datetime.strptime(month, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    return dates.format_skeleton(skeleton, first, locale=current_language())
