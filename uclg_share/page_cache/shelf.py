"""So many bytes of pages; what was not asked for longest makes room."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from uclg_share.page_cache.pages import Page

Key = tuple[str, str, str, bool]  # host, path, question, low-data mode


class Shelf:
    def __init__(self, room: int) -> None:
        self._room = room
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()
        self.size = 0

    def find(self, key: Key) -> Page | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """One that would push out a good part of the others is left out."""
        if page.size > self._room // 4:
            return
        with self._lock:
            if before := self._pages.pop(key, None):
                self.size -= before.size
            self._pages[key] = page
            self.size += page.size
            while self.size > self._room:
                _, gone = self._pages.popitem(last=False)
                self.size -= gone.size
