"""What the index finds: of each family the best text that matches, newest first.

The two databases differ in how an index is asked; `sqlite.py` and `postgresql.py` say
the same things in their own words.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection
from functools import cache, partial
from types import ModuleType
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db, is_sqlite
from uclg_share.families.best import has_none
from uclg_share.feeds.queries import COLUMNS
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_entries, readable_posts
from uclg_share.posts.models import Post, Reach
from uclg_share.prepared import given, planned, prepared
from uclg_share.search import postgresql, sqlite
from uclg_share.search.asking import Wanted
from uclg_share.search.models import SearchEntry, SearchText

# So many of the newest that match are counted and put in order; never all of them.
WINDOW = 300
# So many more than are wanted are looked at, or a quarter more, for some are not shown.
ASIDE = 20
Other = aliased(SearchEntry, name="other")
ASKED = given("asked", String)
FACTS = (SearchEntry.number, SearchEntry.post_id, SearchEntry.marks)
# What the score of `ranking.py` asks beside them.
SCORED = (*FACTS, SearchEntry.verified_at, SearchEntry.head)
WORDS = select(SearchText.words).where(SearchText.number == SearchEntry.number)
WHOLE = (*SCORED, WORDS.scalar_subquery().label("words"))


def matching(
    viewer: Viewer,
    wanted: Wanted,
    languages: tuple[str, ...],
    before: int | None = None,
    limit: int = WINDOW,
    columns: tuple[Any, ...] = FACTS,
) -> list[Any]:
    """The newest entries that match and may be read; `before` one of them."""
    index = _dialect()
    form = (viewer.as_reader, languages, columns, before is not None, index)
    values = {"asked": index.expression(wanted), "before": before, "row_limit": limit}
    looked_at = limit + max(limit // 4, ASIDE)
    rows = _matching(*form).plain(**values, looked_at=looked_at)
    if index.is_short(rows, limit, looked_at):
        rows = _matching(*form, is_every=True).plain(**values)
    return list(map(_maker_of(columns, index), index.real(rows)))


@cache
def _maker_of(columns: tuple[Any, ...], index: ModuleType) -> Callable[[Any], Any]:
    """Makes a row with names of what the driver gives; of hundreds for a page, and so
    not by `_make`, which looks whether all are there."""
    names = [*(one.key for one in columns), *index.MORE]
    return partial(tuple.__new__, namedtuple("Found", names))


@prepared
def _matching(
    viewer: Viewer,
    languages: tuple[str, ...],
    columns: tuple[Any, ...],
    goes_on: bool,
    index: ModuleType,
    is_every: bool = False,
) -> Select[Any]:
    before = given("before", BigInteger) if goes_on else None
    rules = readable_entries(viewer), _is_best(viewer, languages, index, ASKED)

    def narrowed(found: Select[Any]) -> Select[Any]:
        newest_first = found.where(*rules).order_by(index.NUMBER.desc())
        return newest_first.limit(given("row_limit", Integer))

    rows: Select[Any] = (index.every if is_every else index.newest)(
        columns, ASKED, before, narrowed
    )
    return rows


def cards(viewer: Viewer, ids: Collection[int], whole: bool = False) -> dict[int, Any]:
    """The posts themselves, checked once more against what the viewer may read."""
    if not ids:
        return {}
    if whole:
        rows: Any = db.session.execute(_cards(viewer).where(Post.id.in_(ids)))
    else:
        numbers = {f"id_{at}": row_id for at, row_id in enumerate(ids)}
        rows = _some_cards(viewer.as_reader, len(numbers)).all(**numbers)
    return {row.id: row for row in rows}


@planned
def _some_cards(viewer: Viewer, many: int) -> Select[Any]:
    wanted = [given(f"id_{at}", Integer) for at in range(many)]
    return _cards(viewer, Post.plain_text).where(Post.id.in_(wanted))


def _cards(viewer: Viewer, *more: Any) -> Select[Any]:
    return (
        select(*COLUMNS, *(more or (Post.body, *NAMES)))
        .select_from(Post)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            readable_posts(viewer),
            Post.reach != Reach.HIDDEN,
            Post.hidden_at.is_(None),
            Post.archived_at.is_(None),
        )
    )


def _dialect() -> ModuleType:
    return sqlite if is_sqlite() else postgresql


def _is_best(
    viewer: Viewer, languages: tuple[str, ...], index: ModuleType, asked: Any
) -> ColumnElement[bool]:
    """No other text of its family that matches is in a language the reader prefers; of
    languages they do not read, the text that was first."""
    mine, theirs = _rank(SearchEntry, languages), _rank(Other, languages)
    is_better = or_(
        theirs < mine, and_(theirs == mine, Other.post_id < SearchEntry.post_id)
    )
    has_no_better = has_none(
        Other.family_id == SearchEntry.family_id,
        Other.post_id != SearchEntry.post_id,
        is_better,
        readable_entries(viewer, Other),
        index.matches(Other, asked),
    )
    is_first = SearchEntry.language == languages[0]
    return or_(is_first, SearchEntry.is_alone, has_no_better)


def _rank(entry: Any, languages: tuple[str, ...]) -> ColumnElement[int]:
    places = {language: place for place, language in enumerate(languages)}
    return case(places, value=entry.language, else_=len(languages))
