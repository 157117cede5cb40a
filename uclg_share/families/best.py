"""Which text of a family a list shows: one statement, one probe of an index a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_, select
from sqlalchemy.orm import aliased

from uclg_share.posts.models import CommitteePlacement, Placement, Post


def in_best_language(line: Any, languages: tuple[str, ...]) -> ColumnElement[bool]:
    """The one line of a family to show: in the first of these languages that the same
    list has, or the original where it has none of them.

    What is shown depends on the whole list, never on the page of it, so that no family
    comes twice or gets lost between two pages.
    """
    first, rest = languages[0], languages[1:]
    post_id = line.id if line is Post else line.post_id
    other = aliased(line)
    better = [
        *_same_list(line, other),
        other.language.in_(languages),
        _rank(other, languages) < _rank(line, languages),
    ]
    candidate = post_id == line.family_id
    if rest:
        candidate = or_(candidate, line.language.in_(rest))
    else:  # the short way of most readers
        better = [*_same_list(line, other), other.language == first]
    return or_(line.language == first, and_(candidate, has_none(*better)))


def has_none(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a few rows that an index finds for each line. Not "not exists": PostgreSQL
    would rather read the whole table once, for the twenty lines of a page."""
    return select(literal(1)).where(*conditions).limit(1).scalar_subquery().is_(None)


def best_of_each(rows: Iterable[Any], languages: tuple[str, ...]) -> dict[int, Any]:
    """Of rows or posts already read, one for each family: in the first of these
    languages that is among them, or the original, or whichever there is."""
    best: dict[int, Any] = {}
    for row in sorted(
        rows,
        key=lambda row: (rank(row.language, languages), row.id != row.family_id),
    ):
        best.setdefault(row.family_id, row)
    return best


def rank(language: str, languages: tuple[str, ...]) -> int:
    """The place of a language; what is in none of them comes last."""
    return languages.index(language) if language in languages else len(languages)


def _rank(line: Any, languages: tuple[str, ...]) -> ColumnElement[int]:
    """The same, for a statement."""
    places = {language: place for place, language in enumerate(languages)}
    return case(places, value=line.language, else_=len(languages))


def _same_list(line: Any, other: Any) -> list[ColumnElement[bool]]:
    same = [other.family_id == line.family_id, other.reach == line.reach]
    if line is Placement:
        same.append(other.group_id == line.group_id)
    if line is CommitteePlacement:
        same.append(other.committee_id == line.committee_id)
    return same
