"""Finding an organisation by its names, among a quarter of a million as among ten.

The database keeps an index over the words of the names, made by the migration: a table
of FTS5 on SQLite, a GIN index on PostgreSQL. What few have is taken out of it; what
many have is found soon by walking the names from A to Z, without putting all of them
in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    column,
    false,
    func,
    literal_column,
    select,
    table,
)

from uclg_share.database import db, is_sqlite
from uclg_share.organisations.models import Organisation, Section, organisation_section
from uclg_share.permissions import ANYONE, readable_organisations
from uclg_share.text import fold

LONGEST_QUERY = 100
MOST_WORDS = 6
WORD = re.compile(r"[^\W_]+")
# Of fewer than so many, all are looked at.
FEW = 2000
# How lists from A to Z are paged.
BY_NAME = (Organisation.sort_name, Organisation.id)
LAST = "\U0010ffff"
TABLE = table("organisation_words", column("rowid"), column("organisation_words"))


def key_of(one: Organisation) -> tuple[str, int]:
    return one.sort_name, one.id


def named(text: str) -> ColumnElement[bool]:
    """Every word of a text is the beginning of a word of its names."""
    words = WORD.findall(fold(text[:LONGEST_QUERY]))[:MOST_WORDS]
    if not words:
        return false()
    return few_or(_with(words), _held(words))


def in_section(code: str) -> ColumnElement[bool]:
    of_section = organisation_section.c
    ids = select(of_section.organisation_id).where(of_section.section_code == code)
    return few_or(ids, Organisation.sections.any(Section.code == code))


def few_or(ids: Select[Any], many: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those that a statement names, if they are few; else what the walk asks of each
    row, of which so many are right that it soon has a page of them."""
    found = list(db.session.scalars(ids.limit(FEW + 1)))
    return many if len(found) > FEW else Organisation.id.in_(found)


def beginning_with(begun: str) -> ColumnElement[bool]:
    """The name does, as lists are ordered: one range of their index."""
    name = Organisation.sort_name
    return and_(name >= begun, name < begun + LAST)


def letters_in_use() -> list[str]:
    """With what the names begin, in order; digits and signs as well."""
    return _walked(
        Organisation.sort_name,
        lambda value: func.substr(value, 1, 1),
        lambda value: value.concat(LAST),
    )


def countries_in_use() -> list[str]:
    """Where the confirmed organisations are, for the filter."""
    return _walked(Organisation.country, lambda value: value, lambda value: value)


def _walked(
    known: Any, told: Callable[[Any], Any], last: Callable[[Any], Any]
) -> list[str]:
    """Each value once: an index is walked from one to the next, not read whole."""
    public = readable_organisations(ANYONE)
    least = func.min(known)
    first = select(told(least).label("value")).where(public)
    steps = first.cte("steps", recursive=True)
    following = select(told(least)).where(public, known > last(steps.c.value))
    more = select(following.scalar_subquery()).where(steps.c.value.is_not(None))
    steps = steps.union_all(more)
    values = select(steps.c.value).where(steps.c.value.is_not(None))
    return list(db.session.scalars(values))


def _with(words: list[str]) -> Select[Any]:
    """Every word quoted, so that nothing of it is an order to the index."""
    if not is_sqlite():
        return select(Organisation.id).where(_lexemes(words))
    asked = " ".join(f'"{word}"*' for word in words)
    is_found = TABLE.c.organisation_words.op("MATCH")(asked)
    return select(TABLE.c.rowid).where(is_found)


def _held(words: list[str]) -> ColumnElement[bool]:
    if not is_sqlite():  # it knows itself when walking is dearer than sorting
        return _lexemes(words)
    names = Organisation.search_text
    return and_(*[names.contains(word, autoescape=True) for word in words])


def _lexemes(words: list[str]) -> ColumnElement[bool]:
    asked = " & ".join(f"'{word}':*" for word in words)
    names: ColumnElement[Any] = literal_column("to_tsvector('simple', search_text)")
    return names.op("@@")(func.to_tsquery("simple", asked))
