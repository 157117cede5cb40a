"""Where the things were done that a search finds: a map of its newest results."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from uclg_share.access import for_anyone
from uclg_share.counts.tables import table
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.families.languages import languages_read
from uclg_share.groups.shelf import shown_shelf
from uclg_share.permissions import Viewer
from uclg_share.places.atlas_page import sheet_with
from uclg_share.places.routes import bp
from uclg_share.places.scopes import Scope
from uclg_share.posts.models import Post
from uclg_share.posts.themes import themes as all_themes
from uclg_share.search.addresses import Order, address_of
from uclg_share.search.asked import asked_here, kept_as
from uclg_share.search.asking import Asked, Choice
from uclg_share.search.facets import Labels
from uclg_share.search.queries import WINDOW, matching


@dataclass(frozen=True)
class SearchScope(Scope):
    """The results of one search; `thing` is what it asks."""

    sort: str = "search"
    # What is chosen beside the words, as the page calls it.
    chosen: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return ", ".join(filter(None, [self._asked.line, *self.chosen])) or _("Search")

    @property
    def home(self) -> str:
        return address_of(self._asked)

    def map(self, **more: Any) -> str:
        region = f"&region={more['region']}" if more.get("region") else ""
        here = url_for("places.of_search", medium=more.get("medium", "html"))
        return f"{here}?{kept_as(self._asked)}{region}"

    def country(self, code: str) -> str:
        """The search within one country, in place of those it names."""
        others = [one for one in self._asked.choices if one.field != "country"]
        out = [one for one in self._asked.choices if one not in others and one.is_out]
        there = Choice("country", code)
        asked = replace(self._asked, choices=[*others, *out, there])
        return address_of(asked, Order.NEWEST)

    @property
    def _asked(self) -> Asked:
        asked: Asked = self.thing
        return asked


@dataclass(frozen=True)
class Results:
    """How many were found, up to the window, and how many of them say where."""

    found: int
    placed: int
    numbers: dict[str, int]

    @property
    def is_cut(self) -> bool:
        return self.found == WINDOW


@bp.get("/search/map", defaults={"medium": "html"})
@bp.get("/search/map.csv", defaults={"medium": "csv"})
@for_anyone
def of_search(medium: str) -> ResponseReturnValue:
    viewer = current_viewer()
    shelf, themes = shown_shelf(viewer), all_themes()
    asked = asked_here(shelf, themes)
    if asked.is_nothing:
        return redirect(url_for("places.of_site", medium="html"), 303)
    labels = Labels(shelf, themes)
    chosen = [labels.of(one.field).get(one.value, one.value)
              for one in asked.choices if not one.is_out]  # fmt: skip
    scope = SearchScope(thing=asked, chosen=tuple(chosen))
    results = results_of(viewer, asked, languages_read())
    sheet = sheet_with(results.numbers, scope, request.args.get("region"))
    if medium == "csv":
        rows = ((one.code, one.name, one.region, one.number) for one in sheet.countries)
        return table("posts-by-country", ("code", "country", "region", "number"), rows)
    return render_template("places/map.html", sheet=sheet, scope=scope, results=results)


def results_of(viewer: Viewer, asked: Asked, languages: tuple[str, ...]) -> Results:
    """Two statements, whatever is asked."""
    rows = matching(viewer, asked.wanted(), languages)
    there = select(Post.country, Post.countries).where(
        Post.id.in_([row.post_id for row in rows])
    )
    places = [{*row.countries, row.country or ""} - {""}
              for row in db.session.execute(there)]  # fmt: skip
    numbers = Counter(code for codes in places for code in codes)
    return Results(len(rows), sum(map(bool, places)), dict(numbers))
