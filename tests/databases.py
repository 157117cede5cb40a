"""The databases of a test run: fresh for each worker, gone afterwards."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

MAY_CREATE = """
    SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user
"""


@contextmanager
def fresh_database(folder: Path, name: str) -> Iterator[str]:
    """The address of an empty database: a file, or on the server of TEST_DATABASE_URL.

    Two runs at once do not meet: the process is part of the name.
    """
    server = os.environ.get("TEST_DATABASE_URL")
    if not server:
        yield f"sqlite:///{folder / name}.db"
        return
    url = make_url(server)
    unique = f"share_test_{name}_{os.getpid()}"
    # template0 holds no text, so it takes UTF-8 whatever the server began with.
    _run(server, f"CREATE DATABASE \"{unique}\" TEMPLATE template0 ENCODING 'UTF8'")
    # A test that loses power may be run again: nobody waits for the disk.
    _run(server, f'ALTER DATABASE "{unique}" SET synchronous_commit TO off')
    try:
        yield url.set(database=unique).render_as_string(hide_password=False)
    finally:
        _run(server, f'DROP DATABASE "{unique}" WITH (FORCE)')


def can_create_on(server: str) -> bool:
    """Whether a PostgreSQL answers there and lets us make databases."""
    try:
        return bool(_run(server, MAY_CREATE))
    except OperationalError:
        return False


def _run(server: str, statement: str) -> object:
    engine = create_engine(
        make_url(server),
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 3},
    )
    try:
        with engine.connect() as connection:
            answer = connection.execute(text(statement))
            return answer.scalar() if answer.returns_rows else None
    finally:
        engine.dispose()


if __name__ == "__main__":
    sys.exit(0 if can_create_on(sys.argv[1]) else 1)
