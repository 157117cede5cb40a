"""The second shelf: what one process has made, the others find.

It may save work and never cost any: a call ends after a few milliseconds, and after one
that failed Redis is left alone for a while. The line is opened beside the requests, as
finding and greeting a server may take long.
"""

from __future__ import annotations

import logging
import os
import time
from threading import Lock, Thread

from uclg_share.page_cache.line import Line, Refused
from uclg_share.page_cache.pages import LONGEST_LIFE, Page
from uclg_share.page_cache.sealed import Seal
from uclg_share.page_cache.shelf import Key

PATIENCE = 0.005  # seconds for which a page waits for Redis
GREETING = 2.0  # seconds to open a line in
REST = 3.0  # seconds without an attempt after one that failed
LARGEST = 256 * 1024


class Shared:
    def __init__(self, url: str, seal: Seal, logger: logging.Logger) -> None:
        self._url = url
        self._seal = seal
        self._logger = logger
        self._turn = Lock()
        self._line: Line | None = None
        self._owner = 0
        self._rests_until = 0.0
        self._said_until = 0.0

    def find(self, key: Key, stamp: int) -> Page | None:
        sealed = self._ask("GET", self._seal.name(key))
        page = self._seal.open(key, sealed) if sealed else None
        return page if page and page.stamp == stamp else None

    def put(self, key: Key, page: Page) -> None:
        sealed = self._seal.close(key, page)
        if len(sealed) <= LARGEST:
            life = str(int(LONGEST_LIFE * 1000))
            self._ask("SET", self._seal.name(key), sealed, "PX", life)

    def open(self) -> None:
        """Try once to have a line, which takes as long as `GREETING`."""
        try:
            line = Line(self._url, GREETING)
        except (OSError, Refused) as error:
            self._complain(error)
            return
        with self._turn:
            self.close()
            self._line, self._owner = line, os.getpid()

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _ask(self, *words: str | bytes) -> bytes | None:
        until = time.monotonic() + PATIENCE
        if not self._turn.acquire(timeout=PATIENCE):
            return None
        try:
            line = self._ready()
            left = until - time.monotonic()
            return line.ask(left, *words) if line and left > 0 else None
        except Refused as error:
            self._complain(error)
        except OSError as error:
            self.close()
            self._rests_until = time.monotonic() + REST
            self._complain(error)
        finally:
            self._turn.release()
        return None

    def _ready(self) -> Line | None:
        """The line, if it is ours: one from before a fork is the parent's too."""
        if self._line is not None and self._owner == os.getpid():
            return self._line
        if time.monotonic() >= self._rests_until:
            self._rests_until = time.monotonic() + REST
            Thread(target=self.open, name="redis", daemon=True).start()
        return None

    def _complain(self, error: Exception) -> None:
        """Once in a while, and without the address: a secret stands in it."""
        if time.monotonic() >= self._said_until:
            self._said_until = time.monotonic() + REST
            said = str(error) or type(error).__name__
            self._logger.warning("pages are not shared", extra={"cause": said})
