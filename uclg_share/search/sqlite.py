"""The index on SQLite: a table of FTS5, whose row numbers are those of the entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, column, exists, select, table

from uclg_share.search.asking import Phrase, Wanted
from uclg_share.search.models import SearchEntry

TABLE = table("search_words", column("rowid"), column("search_words"))
NUMBER: ColumnElement[int] = TABLE.c.rowid
MORE = ()
Narrowed = Callable[[Select[Any]], Select[Any]]


def expression(wanted: Wanted) -> str:
    """Every word quoted, so that nothing of it is an order to FTS5."""
    every = " AND ".join(f"({_any(phrases)})" for phrases in wanted.all)
    return f"({every}) NOT ({_any(wanted.none)})" if wanted.none else every


def candidates(columns: Any, asked: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(TABLE)
        .join(SearchEntry, SearchEntry.number == TABLE.c.rowid)
        .where(TABLE.c.search_words.op("MATCH")(asked))
    )


def newest(columns: Any, asked: Any, before: Any, narrowed: Narrowed) -> Select[Any]:
    """They stream out of the index, every one until there are enough."""
    found = candidates(columns, asked)
    return narrowed(found if before is None else found.where(before > NUMBER))


every = newest


def is_short(rows: Sequence[Any], limit: int, looked_at: int) -> bool:
    """Never: see `postgresql.py`."""
    del rows, limit, looked_at
    return False


def real(rows: Sequence[Any]) -> Sequence[Any]:
    return rows


def matches(entry: Any, asked: Any) -> ColumnElement[bool]:
    """Whether one other entry is found as well."""
    words = TABLE.alias()
    one = select(1).where(
        words.c.rowid == entry.number, words.c.search_words.op("MATCH")(asked)
    )
    return exists(one.correlate(entry))


def _any(phrases: tuple[Phrase, ...]) -> str:
    return " OR ".join('"' + " ".join(words) + '"' for words in phrases)
