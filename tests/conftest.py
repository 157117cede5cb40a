"""One application and one database for each worker; every test leaves it empty."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text

from config import read_settings
from tests.databases import fresh_database
from tests.quick import keep_addresses, keep_templates
from tests.smtp import Mailbox, mail_server
from tests.stores import (  # noqa: F401  fixtures for every test
    bucket_url,
    no_credentials,
    s3,
    site_stores,
    stores,
)
from tests.world import World, build_world
from uclg_share import create_app
from uclg_share.database import db, is_sqlite

AUDIT_TRIGGER = "audit_entry_no_delete"

keep_templates()
keep_addresses()


class SiteClient(FlaskClient):
    """A browser: each request, redirects included, gets its own session."""

    def run_wsgi_app(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            db.session.commit()  # what the test wrote, so that the request sees it
        with self.application.app_context():
            return super().run_wsgi_app(*args, **kwargs)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """On PostgreSQL only what asks it something of its own: the rest has run beside
    SQLite."""
    if os.environ.get("TEST_DATABASE_URL"):
        done = [item for item in items if _asks_nothing(item)]
        items[:] = [item for item in items if not _asks_nothing(item)]
        config.hook.pytest_deselected(items=done)


def _asks_nothing(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    is_unit = "unit" in item.path.parts
    asks = {"app", "worker"} & set(fixtures) or item.get_closest_marker("postgres")
    return (is_unit and not asks) or item.get_closest_marker("once") is not None


@pytest.fixture(scope="session")
def worker() -> str:
    """The name of this process among those that run the suite together."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Flask]:
    """The application on a database that the migrations have made."""
    instance: Path = tmp_path_factory.mktemp("instance")
    with fresh_database(instance, worker) as url:
        environ = {
            "SHARE_ENV": "local",
            "INSTANCE": str(instance),
            "DATABASE_URL": url,
            "LOG_LEVEL": "ERROR",
        }
        app = create_app(read_settings(environ), TESTING=True, WTF_CSRF_ENABLED=False)
        app.test_client_class = SiteClient
        with app.app_context():
            _hurry(db.engine)
            flask_migrate.upgrade()
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def database(app: Flask) -> Iterator[None]:
    """An app context on an empty database; every row is gone afterwards."""
    with app.app_context():
        try:
            yield
        finally:
            db.session.rollback()
            _empty()


@pytest.fixture
def world(database: None) -> World:
    """The named cast of tests/world.py."""
    return build_world()


@pytest.fixture
def client(app: Flask, world: World) -> FlaskClient:
    """A browser nobody has signed in; `sign_in(client, world.amina)` does."""
    return app.test_client()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that is up; what arrives is in `mailbox.messages`."""
    with mail_server() as mailbox:
        yield mailbox


def _hurry(engine: Engine) -> None:
    """A test database need not survive a power cut."""
    if is_sqlite(engine):
        event.listen(
            engine,
            "connect",
            lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"),
        )


def _empty() -> None:
    """Remove every row: those of the audit too, which a trigger defends."""
    put_aside, bring_back = _defence()
    statements = [*put_aside, *_emptying(), bring_back]
    connection = db.session.connection()
    if not is_sqlite():  # in one message, not in a hundred
        statements = ["; ".join(statements)]
    for statement in statements:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
    db.session.commit()


@cache
def _emptying() -> list[str]:
    """What empties the tables, those that point at others first."""
    tables = db.metadata.sorted_tables
    keys = [key for table in tables for key in table.foreign_keys if key.use_alter]
    return [
        # Two tables that point at each other: one lets go.
        *(f"UPDATE {k.parent.table} SET {k.parent.name} = NULL" for k in keys),
        *(f"DELETE FROM {table}" for table in reversed(tables)),
    ]


@cache
def _defence() -> tuple[list[str], str]:
    """What puts the trigger aside, in this transaction; what brings it back."""
    if not is_sqlite():
        return [
            # A transaction some test forgot must end in an error, not in silence.
            "SET LOCAL lock_timeout = '20s'",
            "ALTER TABLE audit_entry DISABLE TRIGGER USER",
        ], "ALTER TABLE audit_entry ENABLE TRIGGER USER"
    find = text("SELECT sql FROM sqlite_master WHERE name = :name")
    made: str = db.session.execute(find, {"name": AUDIT_TRIGGER}).scalar_one()
    return [f"DROP TRIGGER {AUDIT_TRIGGER}"], made
