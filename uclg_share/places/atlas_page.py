"""What a page with a map shows: circles, the same as a table, regions to go closer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uclg_share.counts.models import Facet
from uclg_share.counts.queries import Numbers, numbers_of
from uclg_share.i18n import current_language
from uclg_share.places.circles import Circle, circles
from uclg_share.places.regions import CODES, Frame, frame_of, region_name, region_of
from uclg_share.places.scopes import Scope
from uclg_share.templating import country_name
from uclg_share.text import fold


@dataclass(frozen=True)
class Line:
    """A country or region and how many practices come from it."""

    code: str
    name: str
    number: int
    region: str = ""


@dataclass(frozen=True)
class Sheet:
    scope: Scope
    # The code of the region it shows, or nothing for the world.
    region: str
    frame: Frame
    countries: list[Line]
    regions: list[Line]
    circles: tuple[Circle, ...]

    @property
    def number(self) -> int:
        return sum(line.number for line in self.countries)

    @property
    def names(self) -> dict[str, str]:
        return {line.code: line.name for line in self.countries}

    @property
    def unit(self) -> float:
        """How many units of the map are one of the whole."""
        return self.frame.width / frame_of("").width

    @property
    def region_name(self) -> str:
        return region_name(self.region, current_language()) if self.region else ""


def sheet_of(scope: Scope, region: str | None) -> Sheet:
    """Of the practices that are counted anyway."""
    numbers = numbers_of(scope.key, Facet.COUNTRY)[Facet.COUNTRY]
    return sheet_with(numbers, scope, region)


def sheet_with(numbers: Numbers, scope: Scope, region: str | None) -> Sheet:
    """A region that is none shows the world."""
    language = current_language()
    shown = region if region in CODES else ""
    lines = by_number(
        Line(code, country_name(code), number, region_name(region_of(code), language))
        for code, number in numbers.items()
        if not shown or region_of(code) == shown
    )
    frame = frame_of(shown)
    return Sheet(
        scope=scope,
        region=shown,
        frame=frame,
        countries=lines,
        regions=by_number(
            Line(code, region_name(code, language), number)
            for code, number in in_regions(numbers).items()
        ),
        circles=circles(tuple((line.code, line.number) for line in lines), frame),
    )


def in_regions(numbers: Numbers) -> Numbers:
    """The numbers of countries put together; what lies in no region is left out."""
    found: Numbers = {}
    for code, number in numbers.items():
        if region := region_of(code):
            found[region] = found.get(region, 0) + number
    return found


def by_number(lines: Iterable[Line]) -> list[Line]:
    """The largest first, then by name."""
    return sorted(lines, key=lambda line: (-line.number, fold(line.name)))
