"""Who may open a page at all: declared on each view, enforced before it runs.

A view without a declaration is refused, so a forgotten rule closes a page instead of
opening it. What may be done on the page is the business of `permissions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask.typing import ResponseReturnValue

from uclg_share.current import (
    ask_to_prove,
    ask_to_sign_in,
    current_reader,
    current_viewer,
)
from uclg_share.database import now
from uclg_share.permissions import NotAllowed, Viewer

View = TypeVar("View", bound=Callable[..., Any])
PROOF_LASTS = timedelta(hours=1)


class Access(StrEnum):
    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    PROVED = "signed in, with the password given in this hour"
    COORDINATORS = "coordinators"
    ADMINISTRATORS = "administrators"


def _declare(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return mark


for_anyone = _declare(Access.ANYONE)
for_signed_in = _declare(Access.SIGNED_IN)
for_proved = _declare(Access.PROVED)
for_coordinators = _declare(Access.COORDINATORS)
# Administrators also give their password again when an hour has passed.
for_administrators = _declare(Access.ADMINISTRATORS)


def access_of(endpoint: str) -> Access | None:
    view = current_app.view_functions.get(endpoint)
    return getattr(view, "access", None)


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
