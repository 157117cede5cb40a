"""How connections to each of the two databases are set up, begun and given out."""

from __future__ import annotations

import sqlite3
from functools import partial
from time import monotonic
from typing import Any

from flask import has_request_context, request
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError

READING = {"GET", "HEAD", "OPTIONS"}
# So long a request waits for a lock before its reader is asked to come back.
PATIENCE_MS = 4000
# Seconds after which a connection that nobody used is asked whether it still stands.
IDLE = 0.1
# So often a statement comes before the driver has PostgreSQL keep it unasked.
NEVER = 2**62


def set_up(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return
    driver = engine.dialect.loaded_dbapi  # a site on SQLite need not have it
    event.listen(engine, "connect", partial(_prepare_postgresql, driver))
    event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "checkin", _note_when)
    event.listen(engine, "checkout", _make_sure)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own BEGIN loses concurrent updates; `_begin_sqlite` says it instead.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # Kilobytes of each connection: the system keeps what is read often anyway.
        "cache_size=-512",
        f"busy_timeout={PATIENCE_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A request that writes takes the write lock first; a read never waits for it."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    try:
        raw.execute("BEGIN" if _only_reads() else "BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:  # here nobody translates it for us
        raise OperationalError("BEGIN", {}, error) from error


def _prepare_postgresql(driver: Any, connection: Any, _record: Any) -> None:
    # Else it looks through each statement for what stands for a value.
    connection.cursor_factory = driver.RawCursor
    connection.server_cursor_factory = driver.RawServerCursor
    connection.execute(f"SET lock_timeout = {PATIENCE_MS}")
    # A plan for any group, word and number of rows reads whole tables for twenty lines:
    # no plan is kept but those of `prepared.planned`.
    connection.prepare_threshold = NEVER
    # A page takes one processor, and leaves the others to others.
    connection.execute("SET max_parallel_workers_per_gather = 0")
    connection.commit()  # or the rollback of a later transaction would take it back


def _begin_postgresql(connection: Connection) -> None:
    """A request that reads has no transaction: each of its statements would see the
    newest state all the same, and to begin and to end one costs as much as two."""
    raw: Any = connection.connection.dbapi_connection
    if raw.autocommit != _only_reads():
        raw.autocommit = not raw.autocommit


def _note_when(_raw: Any, record: Any) -> None:
    record.info["left"] = monotonic()


def _make_sure(raw: Any, record: Any, _proxy: Any) -> None:
    """A server that was started anew has ended what is in the pool; the pool then
    opens another. One that was in use just now is not asked: that would be a third
    more for each page."""
    if monotonic() - record.info.get("left", monotonic()) < IDLE:
        return
    if raw.pgconn.exec_(b"").error_message:
        raise DisconnectionError


def _only_reads() -> bool:
    return has_request_context() and request.method in READING
