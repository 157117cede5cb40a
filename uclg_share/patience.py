"""Slow readers wait at the door, not at the desk.

A server thread that reads a form from a slow line is busy for as long as the line is
slow. So there are many threads to read with, and few seats in which a request is worked
on: 150 slow lines leave the site as quick as before, and a rush does not exhaust the
connections of the database. Files wait on the disk, and only so many forms that bring
some are read at once: they would fill it.
"""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import Flask

from uclg_share.uploads import MOST_AT_ONCE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SEATS = 4
# Forms with files that are read or worked on, and how long others wait for their turn.
MOST_LARGE = 16
LONGEST_WAIT = 10
IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
BUSY = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "60")]


def make_patient(app: Flask) -> None:
    limit = app.config["MAX_CONTENT_LENGTH"]
    app.wsgi_app = _Door(app.wsgi_app, limit, SEATS)  # type: ignore[method-assign]


class _Door:
    def __init__(self, app: WSGIApplication, limit: int, seats: int) -> None:
        self._app = app
        self._limit = limit
        self._seats = BoundedSemaphore(seats)
        self._large = BoundedSemaphore(MOST_LARGE)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        is_chunked = environ.pop("HTTP_TRANSFER_ENCODING", None) is not None
        size = environ.get("CONTENT_LENGTH")
        if not is_chunked and size in {None, "", "0"}:
            with self._seats:
                return self._app(environ, start_response)
        is_small = not is_chunked and int(size or 0) <= self._limit
        if is_small or not environ.get("CONTENT_TYPE", "").startswith("multipart/"):
            with self._read(environ, self._limit, is_chunked), self._seats:
                return self._app(environ, start_response)
        return self._with_files(environ, start_response, is_chunked)

    def _with_files(
        self, environ: WSGIEnvironment, start_response: StartResponse, is_chunked: bool
    ) -> Iterable[bytes]:
        if not self._large.acquire(timeout=LONGEST_WAIT):
            start_response("503 Service Unavailable", BUSY)
            return [b"Many files are on their way. Send yours again in a minute.\n"]
        try:
            limit = max(MOST_AT_ONCE, self._limit)
            with self._read(environ, limit, is_chunked), self._seats:
                return self._app(environ, start_response)
        finally:
            self._large.release()

    def _read(
        self, environ: WSGIEnvironment, limit: int, is_chunked: bool
    ) -> SpooledTemporaryFile[bytes]:
        """One byte more than allowed is enough for the application to refuse it."""
        body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  the caller closes it
        left = limit + 1
        while left and (piece := environ["wsgi.input"].read(min(left, PIECE))):
            body.write(piece)
            left -= len(piece)
        if is_chunked:
            environ["CONTENT_LENGTH"] = str(body.tell())
        body.seek(0)
        environ["wsgi.input"] = body
        return body
