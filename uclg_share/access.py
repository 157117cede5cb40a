"""Who may open a page at all, as its view declares it.

`guard.py` refuses the others before the view runs; what may be done on the page is the
business of `permissions.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import current_app

View = TypeVar("View", bound=Callable[..., Any])


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
