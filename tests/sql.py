"""Counting the statements a piece of code sends to the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from uclg_share.database import db

# What opens a transaction or tunes it asks nothing of the tables.
NOT_COUNTED = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")


def statements_during(work: Callable[[], object]) -> list[str]:
    """Everything `work` asks of the database, on every connection, in order."""
    return [statement for statement, _bound in asked_during(work)]


def asked_during(work: Callable[[], object]) -> list[tuple[str, Any]]:
    """The same, each with what was bound to it."""
    seen: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, statement: str, bound: Any, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            seen.append((statement, bound))

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


def queries_during(work: Callable[[], object]) -> int:
    return len(statements_during(work))
