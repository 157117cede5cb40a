"""The mark of the database as it is now, read for every request.

On a connection of its own: it sees what every other one commits, in this process and in
all others. On SQLite the engine itself counts the commits, and between most requests it
has counted none; then nothing is read.
"""

from __future__ import annotations

import time
from threading import Condition
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from uclg_share.database import is_sqlite
from uclg_share.freshness import NUMBER_OF_SITE

NAME = b"number_of_site"
TUPLES_OK = 2  # by the documentation of libpq
REST = 1.0  # seconds without an attempt after the database did not answer


class Stamps:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._counts_commits = is_sqlite(engine)
        self._connection: Any = None
        self._rests_until = 0.0
        self._commits = -1
        self._number: int | None = None
        # Of those who ask while one reads, the next reads for all.
        self._turn = Condition()
        self._begun = 0
        self._ended = 0
        self._is_reading = False
        self._found: int | None = None

    def now(self) -> int | None:
        """By a reading that began after the call; nothing where there is no mark or no
        answer: then nothing that is kept is good."""
        with self._turn:
            mine = self._begun + 1
            while self._ended < mine and self._is_reading:
                self._turn.wait()
            if self._ended >= mine:
                return self._found
            self._begun += 1
            self._is_reading = True
        found = None
        try:
            found = self._read()
        finally:
            with self._turn:
                self._found, self._ended = found, self._begun
                self._is_reading = False
                self._turn.notify_all()
        return found

    def close(self) -> None:
        connection, self._connection = self._connection, None
        self._commits = -1
        if connection is not None:
            connection.close()

    def _read(self) -> int | None:
        if time.monotonic() < self._rests_until:
            return None
        try:
            return self._ask()
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
            self._rests_until = time.monotonic() + REST
            self.close()
            return None

    def _ask(self) -> int | None:
        if self._connection is None:
            self._connection = self._open()
        if not self._counts_commits:
            return self._look_up()
        [(commits,)] = self._connection.execute("PRAGMA data_version").fetchall()
        if commits != self._commits:
            # In this order: a commit in between is noticed the next time.
            self._number = self._look_up()
            self._commits = commits
        return self._number

    def _look_up(self) -> int | None:
        """On PostgreSQL in one call of its library: half the work of a cursor."""
        if self._counts_commits:
            rows = self._connection.execute(NUMBER_OF_SITE).fetchall()
            return rows[0][0] if rows else None
        found = self._connection.pgconn.exec_prepared(NAME, None)
        if found.status != TUPLES_OK:
            raise self._engine.dialect.loaded_dbapi.OperationalError(found.status)
        return int(found.get_value(0, 0)) if found.ntuples else None

    def _open(self) -> Any:
        """As the engine opens them, but outside its pool; never in a transaction."""
        borrowed = self._engine.raw_connection()
        borrowed.detach()
        connection = borrowed.dbapi_connection
        if not self._counts_commits:
            connection.autocommit = True  # type: ignore[union-attr]
            connection.pgconn.prepare(NAME, NUMBER_OF_SITE.encode())  # type: ignore[union-attr]
        return connection
