"""Which pages take files, and how much of them at once.

The limit is set before anything of a form is read, so that what is too big is refused
by its announced length and never kept. Only people who are signed in send files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request

from uclg_share.current import current_viewer

View = TypeVar("View", bound=Callable[..., Any])
# Several files of `attachments.refusals.LARGEST` with the text they come with.
MOST_AT_ONCE = 25 * 1024 * 1024


def takes_files(view: View) -> View:
    view.takes_files = True  # type: ignore[attr-defined]
    return view


def page_takes_files() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, "takes_files", False))


def init_app(app: Flask) -> None:
    app.before_request(let_files_in)


def let_files_in() -> None:
    """Before the check of the form's token, which reads the form."""
    if request.method != "POST" or not page_takes_files():
        return
    if current_viewer().is_signed_in:
        request.max_content_length = MOST_AT_ONCE
