"""Migrations, made known to the application and loaded when somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from uclg_share.database import db


def _is_of_models(
    name: str | None, kind: str, parents: Mapping[str, str | None]
) -> bool:
    """The index of search belongs to the database's own machinery, not to models."""
    if kind == "table":
        return not str(name).startswith("search_words")
    if parents.get("table_name") == "search_entry":
        return name not in {"words", "ix_search_entry_words"}
    return True


class _Migrations:
    """Loaded by `flask db` and `prepare` alone: Alembic with all it brings along is a
    tenth of the time a server takes to start, and none of its pages needs it."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415  see above

        Migrate(self._app, db, render_as_batch=True, include_name=_is_of_models)
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    app.extensions["migrate"] = _Migrations(app)
