"""The switch in the foot of every page."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.light.wish import COOKIE, OFF, ON
from uclg_share.security import csrf
from uclg_share.urls import safe_next

bp = Blueprint("light", __name__)

A_YEAR = 365 * 24 * 60 * 60


@bp.post("/low-data")
@csrf.exempt
@for_anyone
def switch() -> ResponseReturnValue:
    """A cookie, and back to the page; nothing is stored here.

    Without a token, for a token would make the page its reader's own: then no visitor
    could have one from what is kept. Forms of other sites are refused all the same.
    """
    wish = request.form.get("wish", "")
    if wish not in {ON, OFF}:
        abort(400)
    answer = redirect(safe_next(request.form.get("next"), url_for("pages.home")), 303)
    answer.set_cookie(
        COOKIE,
        wish,
        max_age=A_YEAR,
        secure=current_app.config["SETTINGS"].is_secure,
        httponly=True,
        samesite="Lax",
    )
    return answer
