"""One page of what was found: out of the window, or below it where that ends."""

from __future__ import annotations

from typing import Any

from flask import current_app

from uclg_share.cursors import Cursor, write_cursor
from uclg_share.permissions import Viewer
from uclg_share.search.addresses import Order
from uclg_share.search.asking import Asked
from uclg_share.search.queries import SCORED, WHOLE, WINDOW, matching
from uclg_share.search.ranking import ranked, ranked_loosely


class Finder:
    """Asks for the newest that match, puts them in order, takes a page of them."""

    def __init__(
        self,
        viewer: Viewer,
        languages: tuple[str, ...],
        asked: Asked,
        order: Order,
        cursor: Cursor | None,
    ) -> None:
        self._asked_by = (viewer, languages)
        self._asked, self._order, self._cursor = asked, order, cursor
        self._size: int = current_app.config["FEED_PAGE_SIZE"]
        self.window: list[Any] = []
        self.shown: list[Any] = []
        # Where the next page begins.
        self.older = ""
        # Nothing has all the words; what was found has some of them.
        self.is_loose = False

    def find(self) -> None:
        self.window = self._matching()
        if not self.window and len(self._asked.sought) > 1:
            self.is_loose = True
            self.window = self._matching()
        if self._order is Order.BEST:
            self._show_best()
        else:
            self._show_newest()

    def _matching(self, **more: Any) -> list[Any]:
        viewer, languages = self._asked_by
        wanted = self._asked.wanted(self.is_loose)
        if self._order is Order.BEST:
            more["columns"] = WHOLE if self.is_loose else SCORED
        return matching(viewer, wanted, languages, **more)

    def _show_best(self) -> None:
        rank = ranked_loosely if self.is_loose else ranked
        marked = rank(self.window, self._asked.sought)
        if self._cursor:
            after = (-_score(self._cursor), -self._cursor.id)
            marked = [one for one in marked if (-one[0], -one[1].number) > after]
        self.shown = [row for _, row in marked[: self._size]]
        if len(marked) > self._size:
            score, row = marked[self._size - 1]
            self.older = write_cursor(Cursor(str(score), row.number))

    def _show_newest(self) -> None:
        rows = self.window
        if self._cursor:
            rows = [row for row in rows if row.number < self._cursor.id]
            if len(rows) <= self._size and len(self.window) == WINDOW:
                # Deeper than what is counted.
                rows = self._matching(before=self._cursor.id, limit=self._size + 1)
        self.shown = rows[: self._size]
        if len(rows) > self._size:
            self.older = write_cursor(Cursor("", self.shown[-1].number))


def _score(cursor: Cursor) -> float:
    try:
        return float(str(cursor.at))
    except ValueError:  # of the other order: begin at the first
        return float("inf")
