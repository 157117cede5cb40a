"""Who is asking, worked out once per request from the row behind the cookie."""

from __future__ import annotations

from datetime import timedelta

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import find_sign_in, viewer_for
from uclg_share.database import now
from uclg_share.permissions import ANYONE, Viewer

TOKEN = "sign_in"  # noqa: S105  the name of a place in the session
SEEN = "seen"
# (idle, altogether): documented in docs/security.md, R17.
MEMBER_LIFETIME = (timedelta(days=14), timedelta(days=30))
ADMIN_LIFETIME = (timedelta(hours=8), timedelta(hours=24))
SEEN_EVERY = timedelta(minutes=5)


def current_sign_in() -> SignIn | None:
    """The signed-in browser, if its row is still good."""
    if "sign_in" not in g:
        g.sign_in = _good_sign_in()
    sign_in: SignIn | None = g.sign_in
    return sign_in


def current_account() -> Account | None:
    sign_in = current_sign_in()
    return sign_in.account if sign_in else None


def current_viewer() -> Viewer:
    if "viewer" not in g:
        account = current_account()
        g.viewer = viewer_for(account) if account else ANYONE
    viewer: Viewer = g.viewer
    return viewer


def remember(token: str) -> None:
    """Start a fresh session in this browser for a sign-in just opened."""
    session.clear()
    session.permanent = True
    session[TOKEN] = token
    session[SEEN] = int(now().timestamp())
    _forget_facts()


def forget() -> None:
    session.clear()
    _forget_facts()


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to the sign-in page; keep what somebody typed in front of them."""
    if request.method in {"GET", "HEAD"}:
        here = request.full_path.rstrip("?")
        return redirect(url_for("accounts.sign_in", next=here), 303)
    from uclg_share.errors import lost_session  # noqa: PLC0415  errors import this file

    return lost_session()


def ask_to_prove() -> ResponseReturnValue:
    here = request.full_path.rstrip("?") if request.method != "POST" else None
    return redirect(url_for("accounts.prove", next=here), 303)


def _forget_facts() -> None:
    for fact in ("sign_in", "viewer", "waiting_count"):
        g.pop(fact, None)


def _good_sign_in() -> SignIn | None:
    token, seen = session.get(TOKEN), session.get(SEEN)
    if not isinstance(token, str) or not isinstance(seen, int):
        return None
    sign_in = find_sign_in(token)
    if sign_in is None or not sign_in.account.may_sign_in:
        return None
    idle, whole = ADMIN_LIFETIME if sign_in.account.is_admin else MEMBER_LIFETIME
    moment = now()
    quiet = timedelta(seconds=moment.timestamp() - seen)
    if quiet > idle or moment - sign_in.created_at > whole:
        return None
    if quiet > SEEN_EVERY:
        session[SEEN] = int(moment.timestamp())
    return sign_in
