"""The mark of the database as it is now, read for every request.

On a connection of its own: it sees what every other one commits, in this process and in
all others. On SQLite the engine itself counts the commits, and between most requests it
has counted none; then nothing is read.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from threading import Lock
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from uclg_share.database import is_sqlite
from uclg_share.freshness import NUMBER_OF_SITE

NAME = b"number_of_site"
TUPLES_OK = 2  # by the documentation of libpq
BINARY = 1
REST = 1.0  # seconds without an attempt after the database did not answer
Reading = Callable[[], int | None]


class Stamps:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._errors = (SQLAlchemyError, engine.dialect.loaded_dbapi.Error)
        self._open = _on_sqlite if is_sqlite(engine) else _on_postgresql
        self._connection: Any = None
        self._read: Reading | None = None
        self._owner = 0
        self._rests_until = 0.0
        self._turn = Lock()
        self._begun = 0  # readings, ever
        self._found: int | None = None

    def now(self) -> int | None:
        """By a reading that began after the call; nothing where there is no mark or no
        answer: then nothing that is kept is good.

        Of those who ask while one reads, the next reads for all: a plain lock and a
        number are half of what a condition costs, and this is asked for every page.
        """
        asked = self._begun
        with self._turn:
            if self._begun == asked:
                self._found = None  # should the reading end in an error
                self._begun += 1
                self._found = self._answer()
            return self._found

    def close(self) -> None:
        connection, self._connection, self._read = self._connection, None, None
        # What was opened before a fork is the parent's, and ended by it alone.
        if connection is not None and self._owner == os.getpid():
            connection.close()

    def _answer(self) -> int | None:
        """A server that was started anew has ended our connection: it has a second
        chance at once, one that does not answer has it after a rest."""
        if self._read is not None and self._owner == os.getpid():
            try:
                return self._read()
            except self._errors:
                self.close()
        if time.monotonic() < self._rests_until:
            return None
        try:
            return self._afresh()()
        except self._errors:
            self._rests_until = time.monotonic() + REST
            self.close()
            return None

    def _afresh(self) -> Reading:
        """As the engine opens them, but outside its pool; never in a transaction."""
        borrowed = self._engine.raw_connection()
        borrowed.detach()
        self._connection, self._owner = borrowed.dbapi_connection, os.getpid()
        self._read = self._open(self._connection)
        return self._read


def _on_sqlite(connection: Any) -> Reading:
    seen: tuple[int, int | None] = (-1, None)

    def read() -> int | None:
        nonlocal seen
        [(commits,)] = connection.execute("PRAGMA data_version").fetchall()
        if commits != seen[0]:
            # In this order: a commit in between is noticed the next time.
            rows = connection.execute(NUMBER_OF_SITE).fetchall()
            seen = commits, rows[0][0] if rows else None
        return seen[1]

    return read


def _on_postgresql(connection: Any) -> Reading:
    """In one call of its library: half the work of a cursor."""
    connection.autocommit = True
    connection.pgconn.prepare(NAME, NUMBER_OF_SITE.encode())
    ask, refused = connection.pgconn.exec_prepared, connection.OperationalError

    def read() -> int | None:
        found = ask(NAME, None, None, BINARY)
        if found.status != TUPLES_OK:
            raise refused(found.status)
        value = found.get_value(0, 0) if found.ntuples else None
        return None if value is None else int.from_bytes(value, signed=True)

    return read
