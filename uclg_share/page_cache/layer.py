"""What stands in front of the application and answers in its place where it can."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from uclg_share.light.wish import wish_of_visitor
from uclg_share.limits import network_of
from uclg_share.page_cache.judging import NOTE, Note
from uclg_share.page_cache.pages import (
    LONGEST_LIFE,
    Page,
    answer,
    fresh_number,
    made,
)
from uclg_share.page_cache.shared import Shared
from uclg_share.page_cache.shelf import Key, Shelf
from uclg_share.page_cache.stamps import Stamps

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READING = {"GET", "HEAD"}
# Whoever sends one of these may be somebody, or wants something particular; so does
# whoever sends a cookie, but for that of low-data mode, which makes two of each page.
PARTICULAR = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_X_FRAGMENT")
LONGEST_QUERY = 500


class Layer:
    def __init__(
        self,
        app: WSGIApplication,
        stamps: Stamps,
        room: int,
        proxies: int,
        logger: logging.Logger,
        shared: Shared | None = None,
    ) -> None:
        self._app = app
        self._proxies = proxies
        self._logger = logger
        self.stamps = stamps
        self.shared = shared
        # Whoever invents queries must not push out the pages everybody reads.
        self.plain, self.asked = Shelf(room // 2), Shelf(room // 2)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        environ.pop(NOTE, None)
        query, light = environ.get("QUERY_STRING", ""), wish_of_visitor(environ)
        if (
            environ["REQUEST_METHOD"] not in READING
            or light is None
            or any(name in environ for name in PARTICULAR)
            or len(query) > LONGEST_QUERY
        ):
            return self._app(environ, start_response)
        begun = time.perf_counter()
        host, path = environ.get("HTTP_HOST", ""), environ.get("PATH_INFO", "")
        key = (host, path, query, light)
        shelf = self.asked if query else self.plain
        stamp = self.stamps.now()
        if stamp is None:
            return self._app(environ, start_response)
        page = shelf.find(key)
        if page is None or page.stamp != stamp or page.until <= time.monotonic():
            page = self._of_others(shelf, key, stamp)
        if page:
            return self._give(page, environ, start_response, begun)
        if environ["REQUEST_METHOD"] == "HEAD":  # its answer lacks the page
            return self._app(environ, start_response)
        return self._fetch(shelf, key, stamp, environ, start_response)

    def _of_others(self, shelf: Shelf, key: Key, stamp: int) -> Page | None:
        """What another process has made under the same mark, kept here from now on."""
        page = self.shared.find(key, stamp) if self.shared else None
        if page:
            shelf.put(key, page)
        return page

    def _give(
        self,
        page: Page,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        begun: float,
    ) -> Iterable[bytes]:
        """A kept page, with a line in the log like any other answer."""
        number = fresh_number()
        status, body = answer(page, environ, start_response, number)
        if self._logger.isEnabledFor(logging.INFO):
            line = {
                "request": number,
                "view": page.view,
                "method": environ["REQUEST_METHOD"],
                "status": status,
                "milliseconds": round((time.perf_counter() - begun) * 1000, 1),
                "address": network_of(self._sender(environ)),
            }
            self._logger.info("request", extra=line)
        return body

    def _sender(self, environ: WSGIEnvironment) -> str:
        """As far as the proxies in front may say; `ProxyFix` stands behind us."""
        said = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if self._proxies and len(said) >= self._proxies:
            return said[-self._proxies].strip() or _line_of(environ)
        return _line_of(environ)

    def _fetch(
        self,
        shelf: Shelf,
        key: Key,
        stamp: int,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> Iterable[bytes]:
        """The application's answer, kept under the mark from before it was asked."""
        note = environ[NOTE] = Note()
        said: list[Any] = []

        def listen(*words: Any) -> Any:
            said[:] = words

        result = self._app(environ, listen)
        if not note.is_for_everybody:
            start_response(*said)
            return result
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        page = made(note.view, stamp, time.monotonic() + LONGEST_LIFE, said[1], body)
        if page is None:
            start_response(*said)
            return [body]
        self._keep(shelf, key, page)
        return answer(page, environ, start_response, _number_in(said[1]))[1]

    def _keep(self, shelf: Shelf, key: Key, page: Page) -> None:
        shelf.put(key, page)
        if self.shared:
            self.shared.put(key, page)


def _line_of(environ: WSGIEnvironment) -> str:
    return environ.get("REMOTE_ADDR") or "unknown"


def _number_in(headers: list[tuple[str, str]]) -> str:
    """The one under which the application has logged the request."""
    return next((value for name, value in headers if name == "X-Request-Id"), "")
