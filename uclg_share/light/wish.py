"""Whether a reader wants pictures only when asked: low-data mode.

Said by a cookie that says nothing else, or by the browser (`Save-Data: on`); the cookie
wins. The page cache asks here too, so that both read the same out of a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

COOKIE = "low-data"
ON, OFF = "on", "off"
HEADER = "Save-Data"
# A line of cookies with this wish and nothing else is that of a visitor.
WISH_ALONE = {"": "", f"{COOKIE}={ON}": ON, f"{COOKIE}={OFF}": OFF}


def init_app(app: Flask) -> None:
    app.after_request(_say_so)
    app.jinja_env.globals.update(is_light=is_light, pictures_wait=pictures_wait)


def is_light() -> bool:
    """Asking makes the answer one that depends on it, and the answer says so."""
    g.depends_on_light = True
    return _is_wanted(request.cookies.get(COOKIE, ""), request.headers.get(HEADER, ""))


def pictures_wait() -> bool:
    """Not on the page that "Show all pictures" leads to."""
    return is_light() and "pictures" not in request.args


def wish_of_visitor(environ: WSGIEnvironment) -> bool | None:
    """The wish of somebody without any other cookie; nothing where there is one."""
    alone = WISH_ALONE.get(environ.get("HTTP_COOKIE", ""))
    if alone is None:
        return None
    return _is_wanted(alone, environ.get("HTTP_SAVE_DATA", ""))


def _is_wanted(cookie: str, header: str) -> bool:
    if cookie in {ON, OFF}:
        return cookie == ON
    return header.strip().lower() == ON


def _say_so(answer: Response) -> Response:
    if "depends_on_light" in g:
        answer.vary.update([HEADER, "Cookie"])
    return answer
