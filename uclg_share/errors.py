"""What the reader sees when something is refused, missing or broken."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from uclg_share.conflicts import ChangedMeanwhile, Overtaken
from uclg_share.database import db
from uclg_share.limits import TooMany
from uclg_share.permissions import NotAllowed

# Code: (heading, what to do). The codes not named here speak as 400 or 500.
WORDS = {
    400: (
        _l("We could not read this request"),
        _l("Go back, reload the page and try again."),
    ),
    403: (
        _l("You cannot do this with this account"),
        _l(
            "Ask a coordinator of the group or an administrator,"
            " or use another account."
        ),
    ),
    404: (
        _l("We cannot find this page"),
        _l("If you typed the address, check it. It may also be a page you cannot see."),
    ),
    405: (
        _l("This page cannot be used like that"),
        _l("Open the page by its link and use the buttons on it."),
    ),
    409: (
        _l("Somebody was quicker"),
        _l("Open the page again to see how it stands now."),
    ),
    413: (
        _l("This is too big"),
        _l("Make it shorter or split it. What you typed is below."),
    ),
    422: (
        _l("Something needs correcting"),
        _l("Go back and check what you typed."),
    ),
    429: (
        _l("Wait a moment"),
        _l("Too many tries from this account or connection."),
    ),
    500: (
        _l("Something went wrong here"),
        _l("It is our fault, and it was noted. Try again in a moment."),
    ),
    503: (
        _l("We are busy for a moment"),
        _l("Try again in a few seconds. Nothing you saved is lost."),
    ),
}
EXPIRED = _l("The page had been open too long. Send it again from a fresh page.")
SECRET_FIELDS = {"csrf_token", "once", "password", "new_password", "current_password"}


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(NotAllowed, _refused)
    app.register_error_handler(Overtaken, _overtaken)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _broken)


def lost_session() -> ResponseReturnValue:
    """A form sent after the sign-in ended: what was typed comes back to be copied."""
    return _page(403, advice=_l("Your sign-in has ended. Sign in, then send it again."))


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if request.routing_exception is not None and error.code == 400:
        return "Unknown host.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    answer = _page(error.code)
    headers = error.get_headers()
    extra = [pair for pair in headers if pair[0] in {"Allow", "Retry-After"}]
    return answer[0], answer[1], [*answer[2].items(), *extra]


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return _page(400, advice=EXPIRED)


def _refused(_error: Exception) -> ResponseReturnValue:
    current_app.logger.warning(
        "refused", extra={"view": request.endpoint, "method": request.method}
    )
    return _page(403)


def _overtaken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    who = getattr(error, "who", "")
    advice = None
    if who and isinstance(error, ChangedMeanwhile):
        advice = _l("%(name)s changed this in the meantime.", name=who)
    elif who:
        advice = _l("%(name)s has already decided this.", name=who)
    return _page(409, advice=advice)


def _too_many(error: TooMany) -> ResponseReturnValue:
    db.session.rollback()
    advice = _l(
        "Too many tries from this account or connection."
        " Try again in %(seconds)s seconds.",
        seconds=error.retry_after,
    )
    body, code, headers = _page(429, advice=advice)
    return body, code, {**headers, "Retry-After": str(error.retry_after)}


def _database(error: OperationalError) -> ResponseReturnValue:
    """Locked or gone: a page that needs no database asks the reader to come back."""
    db.session.rollback()
    current_app.logger.error("database", exc_info=error)
    body, code, headers = _page(503)
    return body, code, {**headers, "Retry-After": "5"}


def _broken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    current_app.logger.error("unhandled", exc_info=error)
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return _page(500)


def _page(code: int, advice: Any = None) -> tuple[Any, int, dict[str, str]]:
    known = code if code in WORDS else (400 if code < 500 else 500)
    heading, usual = WORDS[known]
    said = {
        "code": code,
        "heading": heading,
        "advice": advice or usual,
        "reference": g.get("request_id", ""),
    }
    if _wants_json():
        problem = {
            "status": code,
            "title": str(heading),
            "detail": str(said["advice"]),
            "reference": said["reference"],
        }
        return jsonify(problem), code, {}
    page = "errors/broken.html" if code >= 500 else "errors/page.html"
    return render_template(page, **said, kept=_kept()), code, {}


def _wants_json() -> bool:
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _kept() -> list[str]:
    """The long texts somebody typed, so that no error loses them."""
    if request.method != "POST":
        return []
    try:
        pairs = list(request.form.items(multi=True))
    except HTTPException:
        return []  # the body itself was refused
    return [
        text for name, text in pairs if len(text) > 40 and name not in SECRET_FIELDS
    ][:20]
