"""Rows by the hundred thousand into the tables as the migrations have made them.

Indexes are taken away and made again at the end; triggers, foreign keys and waiting for
the disk rest meanwhile. Whoever loads says what would else be done for them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Table, inspect

from uclg_share.database import db, is_sqlite

Rows = Sequence[Sequence[Any]]
INDEXES = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    " AND tbl_name IN ({})",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
    " AND tablename IN ({})"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
)
TRIGGERS = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({})"
)
# For one connection, while it loads.
HURRY = (
    (
        "PRAGMA foreign_keys = OFF",
        "PRAGMA wal_autocheckpoint = 20000",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -800000",
        "PRAGMA temp_store = MEMORY",
    ),
    (
        "SET synchronous_commit = off",
        "SET session_replication_role = replica",
        "SET maintenance_work_mem = '1GB'",
        "SET lock_timeout = 0",
    ),
)


class Loader:
    """Use it in an app context in which nobody else has a transaction."""

    def __init__(self, models: Iterable[Any]) -> None:
        self._tables: dict[str, Table] = {}
        for model in models:
            table = model if isinstance(model, Table) else inspect(model).local_table
            self._tables[table.name] = table
        self._kept = db.engine.raw_connection()
        self._raw: Any = self._kept.driver_connection
        self._is_sqlite = is_sqlite()
        self._later: list[str] = []
        for words in HURRY[0 if self._is_sqlite else 1]:
            self.run(words)
        self._commit()
        self._put_aside()

    def run(self, words: str) -> list[Any]:
        cursor = self._raw.execute(words)
        has_rows = bool(cursor.description)
        return list(cursor.fetchall()) if has_rows else []

    def add(self, name: str, columns: Sequence[str], rows: Rows) -> None:
        """Values as `stored` gives them; a column left out has the default of the
        model."""
        if not rows:
            return
        table = self._tables[name]
        more = _defaults(table, columns)
        names = ", ".join(f'"{one}"' for one in (*columns, *more))
        rest = tuple(more.values())
        whole = ((*row, *rest) for row in rows)
        if self._is_sqlite:
            marks = ", ".join("?" * (len(columns) + len(rest)))
            self._raw.execute("BEGIN")
            line = f'INSERT INTO "{name}" ({names}) VALUES ({marks})'  # noqa: S608
            self._raw.executemany(line, whole)
            self._raw.execute("COMMIT")
            return
        with (
            self._raw.cursor() as cursor,
            cursor.copy(f'COPY "{name}" ({names}) FROM STDIN') as copy,
        ):
            for row in whole:
                copy.write_row(row)
        self._commit()

    def finish(self) -> None:
        """Indexes and triggers as they were, numbers that go on after ours."""
        for words in self._later:
            self.run(words)
            self._commit()
        if not self._is_sqlite:
            for name, table in self._tables.items():
                if "id" in table.c:
                    self.run(
                        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'),"  # noqa: S608
                        f' (SELECT coalesce(max(id), 1) FROM "{name}"))'
                    )
            self._commit()
        self.run("ANALYZE")
        self._commit()

    def close(self) -> None:
        """The connection goes with what was set for it."""
        self._kept.invalidate()

    def _put_aside(self) -> None:
        names = ", ".join(f"'{name}'" for name in self._tables)
        found = self.run(INDEXES[0 if self._is_sqlite else 1].format(names))
        for name, words in found:
            self.run(f'DROP INDEX "{name}"')
            self._later.append(words)
        if self._is_sqlite:
            for name, words in self.run(TRIGGERS.format(names)):
                self.run(f'DROP TRIGGER "{name}"')
                self._later.append(words)
        self._commit()

    def _commit(self) -> None:
        if not self._is_sqlite:
            self._raw.commit()


def stored(value: Any) -> Any:
    """As both databases take it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S.%f}"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict | list | tuple):
        return json.dumps(value)
    return value


def _defaults(table: Table, given: Sequence[str]) -> dict[str, Any]:
    """Raises KeyError where a column must have a value and nobody gave one."""
    found: dict[str, Any] = {}
    for column in table.c:
        if column.name in given or column.name == "id":
            continue
        default: Any = column.default
        if default is not None:
            value = default.arg(None) if default.is_callable else default.arg
            found[column.name] = stored(value)
        elif not column.nullable and column.server_default is None:
            raise KeyError(f"{table.name}.{column.name}")
    return found
