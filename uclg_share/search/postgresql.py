"""The index on PostgreSQL: a generated column of lexemes under a GIN index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    true,
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
Narrowed = Callable[[Select[Any]], Select[Any]]


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


def newest(columns: Any, asked: Any, before: Any, narrowed: Narrowed) -> Select[Any]:
    """Of the texts that have the words the newest are taken first, a few more than are
    wanted: else the entry of each would be read, of ten thousand for a rare word. With
    `seen`, how many were taken, in one row of nothing if none is left."""
    # A function of the migration: it knows how to find them soonest.
    wanted = func.to_tsquery("simple", asked)
    numbers = func.search_newest(
        wanted, LATEST if before is None else before, LOOKED_AT
    )
    taken = numbers.table_valued("number", with_ordinality="place").render_derived()
    hits = select(taken.c.number, taken.c.place).cte("hits")
    entries = select(*columns).select_from(hits)
    entries = entries.join(SearchEntry, SearchEntry.number == hits.c.number)
    found = narrowed(entries).subquery("found")
    seen = select(func.max(hits.c.place).label("seen")).subquery("looked")
    rows = select(*found.c, seen.c.seen).select_from(seen.outerjoin(found, true()))
    return rows.order_by(found.c.number.desc())


def every(columns: Any, asked: Any, before: Any, narrowed: Narrowed) -> Select[Any]:
    """The same out of all that have the words."""
    found = candidates((*columns, literal(0).label("seen")), asked)
    return narrowed(found if before is None else found.where(before > NUMBER))


def is_short(rows: Sequence[Any], limit: int, looked_at: int) -> bool:
    """Fewer than were wanted, though there may be others to look at."""
    left = len(real(rows))
    return left < limit and bool(rows) and rows[0][-1] == looked_at


def real(rows: Sequence[Any]) -> Sequence[Any]:
    return rows if rows and rows[0][0] is not None else ()


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
