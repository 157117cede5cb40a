"""The figures of the site, a group or an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from uclg_share.counts.models import Facet
from uclg_share.counts.queries import numbers_of, practices_in
from uclg_share.database import now
from uclg_share.figures import plots
from uclg_share.figures.plots import Bar, Column
from uclg_share.figures.queries import vocabulary
from uclg_share.figures.waits import Waits

Row = tuple[str, str, str, int]


@dataclass(frozen=True)
class Plot:
    key: str
    title: str
    # What a line of it is.
    what: str
    bars: list[Bar]


@dataclass(frozen=True)
class Sheet:
    number: int
    countries: int
    months: list[Bar]
    columns: list[Column]
    plots: list[Plot]
    waits: Waits | None = None

    @property
    def is_empty(self) -> bool:
        return not any(bar.number for plot in self.plots for bar in plot.bars)

    def rows(self) -> Iterator[Row]:
        yield from plots.rows(Facet.MONTH, self.months)
        for plot in self.plots:
            yield from plots.rows(plot.key, plot.bars)


def sheet_of(scope: str, waits: Waits | None = None) -> Sheet:
    """`scope` is the name that its numbers are kept under."""
    found, names = numbers_of(scope, *Facet), vocabulary()
    months = plots.by_month(found[Facet.MONTH], now())
    return Sheet(
        number=practices_in(found[Facet.KIND]),
        countries=len(found[Facet.COUNTRY]),
        months=months,
        columns=plots.columns(months),
        plots=_plots(found, names),
        waits=waits,
    )


def with_addresses(sheet: Sheet) -> Sheet:
    """Of the whole site: what a line speaks of has a page of its own."""
    where = {
        "region": lambda bar: url_for("places.of_site", region=bar.key, medium="html"),
        Facet.THEME: lambda bar: url_for("feeds.of_theme", slug=bar.key, medium="html"),
    }
    return replace(
        sheet,
        plots=[
            replace(
                plot,
                bars=[replace(b, address=where[plot.key](b)) for b in plot.bars],
            )
            if plot.key in where
            else plot
            for plot in sheet.plots
        ],
    )


def _plots(found: dict[Facet, dict[str, int]], names: dict[str, Any]) -> list[Plot]:
    goals = plots.by_goal(found[Facet.SDG], names["sdg"])
    themes = plots.by_theme(found[Facet.THEME], names["theme"])
    languages = plots.by_language(found[Facet.LANGUAGE])
    regions = plots.by_region(found[Facet.COUNTRY])
    kinds = plots.by_kind(found[Facet.KIND])
    return [
        Plot("region", _("By region"), _("Region"), regions),
        Plot(Facet.THEME, _("By theme"), _("Theme"), themes),
        Plot(Facet.SDG, _("By Sustainable Development Goal"), _("Goal"), goals),
        Plot(Facet.KIND, _("By kind of post"), _("Kind of post"), kinds),
        Plot(Facet.LANGUAGE, _("By language"), _("Language"), languages),
    ]
