"""Who is asking, worked out once per request from the row behind the cookie."""

from __future__ import annotations

from datetime import timedelta

from flask import g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import digest, find_sign_in, viewer_for
from uclg_share.accounts.reader import Reader, find_reader
from uclg_share.database import now
from uclg_share.error_pages import lost_session
from uclg_share.permissions import ANYONE, Viewer

TOKEN = "sign_in"  # noqa: S105  the name of a place in the session
SEEN = "seen"
# (idle, altogether): documented in docs/security.md, R17.
MEMBER_LIFETIME = (timedelta(days=14), timedelta(days=30))
ADMIN_LIFETIME = (timedelta(hours=8), timedelta(hours=24))
SEEN_EVERY = timedelta(minutes=5)


def current_reader() -> Reader | None:
    """Who is signed in, if the row of this browser is still good; only to be read."""
    if "reader" not in g:
        g.reader = _good_reader()
    reader: Reader | None = g.reader
    return reader


def current_sign_in() -> SignIn | None:
    """The row itself, for what changes it or its account."""
    if "sign_in" not in g:
        g.sign_in = find_sign_in(session[TOKEN]) if current_reader() else None
    sign_in: SignIn | None = g.sign_in
    return sign_in


def current_account() -> Account | None:
    sign_in = current_sign_in()
    return sign_in.account if sign_in else None


def current_viewer() -> Viewer:
    if "viewer" not in g:
        reader = current_reader()
        g.viewer = viewer_for(reader) if reader else ANYONE
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
    return lost_session()


def ask_to_prove() -> ResponseReturnValue:
    here = request.full_path.rstrip("?") if request.method != "POST" else None
    return redirect(url_for("accounts.prove", next=here), 303)


def _forget_facts() -> None:
    for fact in ("reader", "sign_in", "viewer", "waiting_count"):
        g.pop(fact, None)


def _good_reader() -> Reader | None:
    token, seen = session.get(TOKEN), session.get(SEEN)
    if not isinstance(token, str) or not isinstance(seen, int):
        return None
    reader = find_reader(digest(token))
    if reader is None or not reader.may_sign_in:
        return None
    idle, whole = ADMIN_LIFETIME if reader.is_admin else MEMBER_LIFETIME
    moment = now()
    quiet = timedelta(seconds=moment.timestamp() - seen)
    if quiet > idle or moment - reader.begun_at > whole:
        return None
    if quiet > SEEN_EVERY:
        session[SEEN] = int(moment.timestamp())
    return reader
