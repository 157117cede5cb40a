"""From empty to head and back, on whichever database the run is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, text

from config import read_settings
from tests.databases import fresh_database
from uclg_share import create_app
from uclg_share.database import db, is_sqlite

FUNCTIONS = """
    SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public'
"""
# A post and its text as the first migration knew them; they point at each other.
FIRST_ROWS = (
    """
    INSERT INTO post (id, kind, stage, language, is_compiled, working_title, created_at,
    changed_at, version, countries, latitude, hidden_reason) VALUES (7, 'experience',
    'draft', 'en', false, 'A walk', '2026-01-02', '2026-01-03', 1, '["MZ"]', -26.5, '')
    """,
    "INSERT INTO revision (id, post_id, number, created_at, content) VALUES"
    " (8, 7, 1, '2026-01-02', '{}')",
    "UPDATE post SET live_revision_id = 8, family_id = 7",
)


@pytest.fixture
def empty_site(tmp_path: Path, worker: str) -> Iterator[Flask]:
    """An application, inside its context, on a database without a single table."""
    with fresh_database(tmp_path, f"{worker}_empty") as url:
        environ = {
            "SHARE_ENV": "local",
            "INSTANCE": str(tmp_path),
            "DATABASE_URL": url,
            "LOG_LEVEL": "ERROR",
        }
        app = create_app(read_settings(environ), TESTING=True)
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_head_has_every_table_of_the_models(empty_site: Flask) -> None:
    flask_migrate.upgrade()

    assert set(db.metadata.tables) <= tables()


def test_head_equals_the_models(empty_site: Flask) -> None:
    flask_migrate.upgrade()

    flask_migrate.check()  # ends the program when they differ


def test_the_way_back_leaves_nothing(empty_site: Flask) -> None:
    flask_migrate.upgrade()

    flask_migrate.downgrade(revision="base")

    assert tables() == set()
    if not is_sqlite():
        assert db.session.scalar(text(FUNCTIONS)) == 0


def test_the_way_is_open_again_after_coming_back(empty_site: Flask) -> None:
    flask_migrate.upgrade()
    before = tables()

    flask_migrate.downgrade(revision="base")
    flask_migrate.upgrade()

    assert tables() == before


def test_what_was_written_comes_through_a_rebuilt_table(empty_site: Flask) -> None:
    flask_migrate.upgrade(revision="0001")
    for words in FIRST_ROWS:
        db.session.execute(text(words))
    before = rows_of("post"), rows_of("revision")

    flask_migrate.upgrade()
    (post,) = rows_of("post")
    ((was,), revisions) = before
    assert {name: post[name] for name in was} == was
    assert post["developed_from_id"] is None
    assert rows_of("revision") == revisions

    flask_migrate.downgrade(revision="0001")

    assert (rows_of("post"), rows_of("revision")) == before


def rows_of(table: str) -> list[dict[str, Any]]:
    """Every row there is; the transaction ends, so that a migration may follow."""
    rows = db.session.execute(text(f"SELECT * FROM {table}")).mappings()
    found = [dict(row) for row in rows]
    db.session.commit()
    return found
