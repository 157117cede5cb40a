"""What is told of where: themes by regions, with the gaps that wait to be filled."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.counts.queries import countries_by_theme
from uclg_share.counts.tables import table
from uclg_share.i18n import current_language, local
from uclg_share.places.atlas_page import in_regions
from uclg_share.places.regions import CODES, region_name
from uclg_share.posts.models import Theme
from uclg_share.posts.themes import themes

bp = Blueprint("coverage", __name__)
# From how many on a cell is shaded as deep as this.
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Cell:
    region: str
    number: int

    @property
    def level(self) -> int:
        """None, one, some, many: 0 to 4."""
        return sum(self.number >= step for step in STEPS)


@dataclass(frozen=True)
class Row:
    theme: Theme
    cells: list[Cell]

    @property
    def gaps(self) -> int:
        return sum(not cell.number for cell in self.cells)


def rows() -> list[Row]:
    known = themes()
    numbers = countries_by_theme(theme.slug for theme in known)
    return [_row(theme, in_regions(numbers.get(theme.slug, {}))) for theme in known]


def _row(theme: Theme, found: dict[str, int]) -> Row:
    return Row(theme, [Cell(code, found.get(code, 0)) for code in CODES])


@bp.get("/coverage", defaults={"medium": "html"})
@bp.get("/coverage.csv", defaults={"medium": "csv"})
@for_anyone
def show(medium: str) -> ResponseReturnValue:
    language = current_language()
    regions = {code: region_name(code, language) for code in CODES}
    found = rows()
    if medium == "csv":
        lines = (
            (row.theme.slug, local(row.theme.names), *(c.number for c in row.cells))
            for row in found
        )
        return table("coverage", ("theme", "name", *regions.values()), lines)
    return render_template("figures/coverage.html", rows=found, regions=regions)
