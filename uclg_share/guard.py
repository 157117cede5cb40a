"""Lets through to a page whom its view declares it open to (`access.py`).

A view without a declaration is refused, so a forgotten rule closes a page instead of
opening it.
"""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue

from uclg_share.access import Access, access_of
from uclg_share.current import (
    ask_to_prove,
    ask_to_sign_in,
    current_reader,
    current_viewer,
)
from uclg_share.database import now
from uclg_share.permissions import NotAllowed, Viewer

PROOF_LASTS = timedelta(hours=1)


def init_app(app: Flask) -> None:
    app.before_request(guard)


def guard() -> ResponseReturnValue | None:
    """Refuse what is not declared open to this viewer."""
    if request.endpoint is None:
        return None  # no such address: the 404 is on its way
    access = access_of(request.endpoint)
    if access is None:
        current_app.logger.error("undeclared view", extra={"view": request.endpoint})
        abort(404)
    if access is Access.ANYONE:
        return None
    viewer = current_viewer()
    if not viewer.is_signed_in:
        return ask_to_sign_in()
    if not is_open_to(access, viewer):
        raise NotAllowed
    if access in {Access.ADMINISTRATORS, Access.PROVED} and _proof_is_old():
        return ask_to_prove()
    return None


def is_open_to(access: Access, viewer: Viewer) -> bool:
    if access is Access.ADMINISTRATORS:
        return viewer.is_admin
    if access is Access.COORDINATORS:
        return viewer.has_desk
    return access is Access.ANYONE or viewer.is_signed_in


def _proof_is_old() -> bool:
    reader = current_reader()
    return reader is None or now() - reader.proved_at > PROOF_LASTS
