"""Migrations, made known to the application and loaded when somebody asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup

from uclg_share.database import db


def _is_of_models(
    name: str | None, kind: str, parents: Mapping[str, str | None]
) -> bool:
    """The index of search belongs to the database's own machinery, not to models."""
    if kind == "table":
        return not str(name).startswith(("search_words", "organisation_words"))
    if parents.get("table_name") == "search_text":
        return name not in {"lexemes", "ix_search_text_lexemes"}
    return name != "ix_organisation_words"


class _Commands(AppGroup):
    """Those of the application, and `db` once somebody wants it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), "db"})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "db":
            return super().get_command(ctx, cmd_name)
        from flask_migrate.cli import db as commands  # noqa: PLC0415  see below

        return commands  # type: ignore[no-any-return]


class _Migrations:
    """Loaded by `flask db` and `prepare` alone: Alembic with all it brings along is a
    tenth of the memory of a server, and none of its pages needs it."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415  see above

        Migrate(self._app, db, render_as_batch=True, include_name=_is_of_models)
        return getattr(self._app.extensions["migrate"], name)


def init_app(app: Flask) -> None:
    """Before anything that adds a command."""
    app.cli = _Commands(app.name)
    app.extensions["migrate"] = _Migrations(app)
