"""The index on PostgreSQL: a generated column of lexemes under a GIN index."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, inspect, literal_column, select

from uclg_share.search.asking import Phrase, Wanted
from uclg_share.search.models import SearchEntry

NUMBER: ColumnElement[int] = SearchEntry.number.expression


def expression(wanted: Wanted) -> str:
    """Every word quoted, so that nothing of it is an operator."""
    every = [f"({_any(phrases)})" for phrases in wanted.all]
    none = [f"!({_any(wanted.none)})"] if wanted.none else []
    return " & ".join([*every, *none])


def candidates(columns: Any, asked: Any) -> Select[Any]:
    return select(*columns).where(matches(SearchEntry, asked))


def matches(entry: Any, asked: Any) -> ColumnElement[bool]:
    name = inspect(entry).selectable.name
    words: ColumnElement[Any] = literal_column(f"{name}.words")
    return words.op("@@")(func.to_tsquery("simple", asked))


def _any(phrases: tuple[Phrase, ...]) -> str:
    return " | ".join(
        "(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in phrases
    )
