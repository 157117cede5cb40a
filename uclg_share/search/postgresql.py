"""The index on PostgreSQL: a generated column of lexemes under a GIN index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    func,
    inspect,
    literal,
    literal_column,
    select,
)
from sqlalchemy.orm import aliased

from uclg_share.prepared import given
from uclg_share.search.asking import Phrase, Wanted
from uclg_share.search.models import SearchEntry, SearchText

LATEST = literal(2**63 - 1, BigInteger)  # no number is higher
LOOKED_AT = given("looked_at", Integer)
Other = aliased(SearchText, name="other_text")
NUMBER: ColumnElement[int] = SearchEntry.number.expression
# Beside the columns that are wanted.
MORE = ("seen",)


def expression(wanted: Wanted) -> str:
    """Every word quoted, so that nothing of it is an operator."""
    every = [f"({_any(phrases)})" for phrases in wanted.all]
    none = [f"!({_any(wanted.none)})"] if wanted.none else []
    return " & ".join([*every, *none])


def candidates(columns: Any, asked: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(SearchText)
        .join(SearchEntry, SearchEntry.number == SearchText.number)
        .where(_has(SearchText, asked))
    )


def newest(columns: Any, asked: Any, before: Any, is_every: bool) -> Select[Any]:
    """Of the texts that have the words the newest are taken first, a few more than are
    wanted: else the entry of each would be read, of ten thousand for a rare word.
    `seen` is how many were taken; or `is_every` one is looked at."""
    hits = select(SearchText.number).where(_has(SearchText, asked))
    if not is_every:
        wanted = func.to_tsquery("simple", asked)
        until = LATEST if before is None else before
        # A function of the migration: it knows how to find them soonest.
        found = func.search_newest(wanted, until, LOOKED_AT)
        hits = select(found.column_valued("number"))
    elif before is not None:
        hits = hits.where(before > SearchText.number)
    some = hits.cte("hits")
    seen = select(func.count()).select_from(some).scalar_subquery()
    return (
        select(*columns, seen.label("seen"))
        .select_from(some)
        .join(SearchEntry, SearchEntry.number == some.c.number)
    )


def may_leave_out(rows: Sequence[Any], limit: int, looked_at: int) -> bool:
    """Fewer than were wanted, though there were others to look at."""
    return len(rows) < limit and (not rows or rows[0][-1] == looked_at)


def matches(entry: Any, asked: Any) -> ColumnElement[bool]:
    """Whether one other entry is found as well: by looking at its words, since the
    whole index would else be asked about each."""
    one = select(_has(Other, asked)).where(Other.number == entry.number)
    return one.correlate(entry).scalar_subquery()


def _has(text: Any, asked: Any) -> ColumnElement[bool]:
    name = inspect(text).selectable.name
    lexemes: ColumnElement[Any] = literal_column(f"{name}.lexemes")
    return lexemes.op("@@")(func.to_tsquery("simple", asked))


def _any(phrases: tuple[Phrase, ...]) -> str:
    return " | ".join(
        "(" + " <-> ".join(f"'{word}'" for word in words) + ")" for words in phrases
    )
