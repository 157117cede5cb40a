"""Slow readers wait at the door, not at the desk.

A server thread that reads a form from a slow line is busy for as long as the line is
slow. So there are many threads to read with, and few seats in which a request is worked
on: 150 slow lines leave the site as quick as before, and a rush does not exhaust the
connections of the database.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SEATS = 8


def make_patient(app: Flask) -> None:
    limit = app.config["MAX_CONTENT_LENGTH"]
    app.wsgi_app = _Door(app.wsgi_app, limit, SEATS)  # type: ignore[method-assign]


class _Door:
    def __init__(self, app: WSGIApplication, limit: int, seats: int) -> None:
        self._app = app
        self._limit = limit
        self._seats = BoundedSemaphore(seats)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        is_chunked = environ.pop("HTTP_TRANSFER_ENCODING", None) is not None
        if is_chunked or environ.get("CONTENT_LENGTH") not in {None, "", "0"}:
            # One byte more than allowed is enough for the application to refuse it.
            body = environ["wsgi.input"].read(self._limit + 1)
            environ["wsgi.input"] = io.BytesIO(body)
            if is_chunked:
                environ["CONTENT_LENGTH"] = str(len(body))
        with self._seats:
            return self._app(environ, start_response)
