"""How migrations run: in one transaction, on SQLite too, with foreign keys checked."""

from __future__ import annotations

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from uclg_share.database import Model, db, is_sqlite

settings = current_app.extensions["migrate"].configure_args


def run() -> None:
    with db.engine.connect() as connection:
        if is_sqlite():
            # Rebuilding a parent table would cascade into its children otherwise; the
            # pragma has no effect once a transaction is open.
            _pragma(connection, "foreign_keys=OFF")
        try:
            _migrate(connection)
        finally:
            if is_sqlite():
                _pragma(connection, "foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Model.metadata,
        transactional_ddl=True,
        **settings,
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite():
            _check_keys(connection)


def _check_keys(connection: Connection) -> None:
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise RuntimeError(f"Rows would point nowhere: {broken[:5]}")


def _pragma(connection: Connection, words: str) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute(f"PRAGMA {words}")  # type: ignore[attr-defined]


run()
