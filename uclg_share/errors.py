"""What the reader sees when something is refused, missing or broken."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from uclg_share.attachments.refusals import LARGEST
from uclg_share.conflicts import AlreadyClaimed, ChangedMeanwhile, Overtaken, PutAway
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.error_pages import error_page
from uclg_share.limits import TooMany
from uclg_share.permissions import NotAllowed
from uclg_share.posts.sending import Incomplete
from uclg_share.storage import Unavailable
from uclg_share.uploads import MOST_AT_ONCE, page_takes_files

TOO_BIG = _l(
    "A file may have %(size)s MB, all of them at once %(all)s MB. Make them smaller,"
    " add them one by one, or give the address where they can be found. Then go back to"
    " your text: what you had saved is there.",
    size=LARGEST // 1024 // 1024,
    all=MOST_AT_ONCE // 1024 // 1024,
)
PUT_AWAY = _l("This text is archived. Bring it back first, then publish the newer one.")
EXPIRED = _l("The page had been open too long. Send it again from a fresh page.")


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(NotAllowed, _refused)
    app.register_error_handler(Incomplete, _incomplete)
    app.register_error_handler(Overtaken, _overtaken)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(TooMany, _too_many)
    for gone in (OperationalError, InterfaceError, PoolEmpty, Unavailable):
        app.register_error_handler(gone, _away)
    app.register_error_handler(Exception, _broken)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if request.routing_exception is not None and error.code == 400:
        return "Unknown host.\n", 400, {"Content-Type": "text/plain; charset=utf-8"}
    is_file = error.code == 413 and page_takes_files()
    answer = error_page(error.code, advice=TOO_BIG if is_file else None)
    headers = error.get_headers()
    extra = [pair for pair in headers if pair[0] in {"Allow", "Retry-After"}]
    return answer[0], answer[1], [*answer[2].items(), *extra]


def _csrf(_error: CSRFError) -> ResponseReturnValue:
    return error_page(400, advice=EXPIRED)


def _refused(_error: Exception) -> ResponseReturnValue:
    said = {"view": request.endpoint, "method": request.method}
    who = current_viewer().account_id
    current_app.logger.warning("refused", extra={**said, "account": who})
    return error_page(403)


def _incomplete(_error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    return error_page(422, advice=_l("Parts of this text are still to be written."))


def _overtaken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    who = getattr(error, "who", "")
    advice = PUT_AWAY if isinstance(error, PutAway) else None
    if who and isinstance(error, ChangedMeanwhile):
        advice = _l("%(name)s changed this in the meantime.", name=who)
    elif who and isinstance(error, AlreadyClaimed):
        advice = _l("%(name)s has begun to read this.", name=who)
    elif who:
        advice = _l("%(name)s has already decided this.", name=who)
    return error_page(409, advice=advice)


def _too_many(error: TooMany) -> ResponseReturnValue:
    db.session.rollback()
    advice = _l(
        "Too many tries from this account or connection."
        " Try again in %(seconds)s seconds.",
        seconds=error.retry_after,
    )
    body, code, headers = error_page(429, advice=advice)
    return body, code, {**headers, "Retry-After": str(error.retry_after)}


def _away(error: Exception) -> ResponseReturnValue:
    """The database is locked or gone, or the store of files is: a page that needs
    neither asks the reader to come back."""
    db.session.rollback()
    is_store = isinstance(error, Unavailable)
    current_app.logger.error("store" if is_store else "database", exc_info=error)
    return error_page(503)


def _broken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    current_app.logger.error("unhandled", exc_info=error)
    if current_app.testing and current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return error_page(500)
