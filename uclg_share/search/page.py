"""The page of search put together: what was asked, what was found, how to narrow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from uclg_share.cursors import read_name_cursor
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.shelf import shown_shelf
from uclg_share.paging import Page
from uclg_share.permissions import Viewer
from uclg_share.posts.themes import themes as all_themes
from uclg_share.search.addresses import Order, address_of
from uclg_share.search.asked import asked_here
from uclg_share.search.asking import Asked, Choice, Term
from uclg_share.search.facets import FACETS, Facet, Labels, counted
from uclg_share.search.finding import Finder
from uclg_share.search.marking import Find
from uclg_share.search.queries import WINDOW, cards, matching
from uclg_share.search.vocabulary import corrected

NEWEST = 4


@dataclass(frozen=True)
class Chip:
    """A choice that is on, and the address without it."""

    field: Any
    label: str
    address: str
    choice: Choice

    @property
    def name(self) -> str:
        """Of its field in an address."""
        return FACETS[self.choice.field][0]


@dataclass(frozen=True)
class Search:
    asked: Asked
    order: Order
    page: Page[Any]
    # How many match, up to the window; `is_more` where there may be others.
    number: int
    is_more: bool
    facets: list[Facet]
    chips: list[Chip]
    shelf: list[WorkingGroup]
    # Nothing has all the words: what follows has some of them.
    is_loose: bool
    # Where nothing was found: what was perhaps meant, and what is new.
    meant: str
    newest: list[Any]

    @property
    def groups(self) -> dict[int, WorkingGroup]:
        return {group.id: group for group in self.shelf}

    @property
    def bare(self) -> str:
        """Without a filter."""
        return url_for("search.posts", medium="html", q=self.asked.line)

    @property
    def instead(self) -> str:
        """The address of what was perhaps meant."""
        choices = [one for one in self.asked.choices if not one.is_out]
        return address_of(Asked(self.meant, [Term((), self.meant)], choices))

    @property
    def boxes(self) -> set[str]:
        """What the page lets one choose below the line."""
        return {facet.field for facet in self.facets} if self.page.items else set()

    def address(self, medium: str = "html", order: str = "") -> str:
        return address_of(self.asked, Order(order or self.order), medium)


def search_of(viewer: Viewer, languages: tuple[str, ...], medium: str) -> Search:
    """What this request asks; for Atom and JSON with the bodies."""
    shelf, themes = shown_shelf(viewer), all_themes()
    asked = asked_here(shelf, themes)
    labels, whole = Labels(shelf, themes), medium != "html"
    order = _order(asked, whole)
    cursor = read_name_cursor(request.args.get("cursor"))
    finder = Finder(viewer, languages, asked, order, cursor)
    if not asked.is_refused:
        finder.find()
    rows = cards(viewer, [row.post_id for row in finder.shown], whole)
    found = [rows[row.post_id] for row in finder.shown if row.post_id in rows]
    items = found if whole else [Find(row, asked.sought) for row in found]
    newer = address_of(asked, order, medium) if cursor else None
    older = address_of(asked, order, medium, finder.older) if finder.older else None
    return Search(
        asked=asked,
        order=order,
        page=Page(items, newer, older),
        number=len(finder.window),
        is_more=len(finder.window) == WINDOW,
        facets=counted(finder.window, asked, labels),
        chips=[_chip(asked, choice, order, labels) for choice in asked.choices],
        shelf=shelf,
        is_loose=finder.is_loose and bool(items),
        meant="" if items and not finder.is_loose else corrected(asked),
        newest=[] if items or whole else _newest(viewer, languages),
    )


def _newest(viewer: Viewer, languages: tuple[str, ...]) -> list[Any]:
    rows = matching(viewer, Asked().wanted(), languages, limit=NEWEST)
    known = cards(viewer, [row.post_id for row in rows])
    return [known[row.post_id] for row in rows if row.post_id in known]


def _order(asked: Asked, whole: bool) -> Order:
    """The best first where there are words to be good at; feeds give the newest."""
    wish = request.args.get("order", type=Order)
    if not asked.sought:
        return Order.NEWEST
    return wish or (Order.NEWEST if whole else Order.BEST)


def _chip(asked: Asked, choice: Choice, order: Order, labels: Labels) -> Chip:
    label = labels.of(choice.field).get(choice.value, choice.value)
    address = address_of(asked, order, without=choice)
    return Chip(FACETS[choice.field][1], label, address, choice)
