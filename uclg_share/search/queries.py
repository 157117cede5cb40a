"""What the index finds: of each family the best text that matches, newest first.

The two databases differ in how an index is asked; `sqlite.py` and `postgresql.py` say
the same things in their own words.
"""

from __future__ import annotations

from collections.abc import Collection
from types import ModuleType
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.orm import aliased

from uclg_share.authorship.bylines import NAMES
from uclg_share.database import db, is_sqlite
from uclg_share.feeds.queries import COLUMNS
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_entries, readable_posts
from uclg_share.posts.models import Post, Reach
from uclg_share.search import postgresql, sqlite
from uclg_share.search.asking import Wanted
from uclg_share.search.models import SearchEntry

# So many of the newest that match are counted and put in order; never all of them.
WINDOW = 400
Other = aliased(SearchEntry, name="other")
FACTS = (SearchEntry.number, SearchEntry.post_id, SearchEntry.marks)
# What the score of `ranking.py` asks beside them.
SCORED = (
    *FACTS,
    SearchEntry.verified_at,
    SearchEntry.title,
    SearchEntry.summary,
    SearchEntry.place,
    SearchEntry.tags,
)
WHOLE = (*SCORED, SearchEntry.body)


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
    asked = index.expression(wanted)
    found: Select[Any] = (
        index.candidates(columns, asked)
        .where(readable_entries(viewer), _is_best(viewer, languages, index, asked))
        .order_by(index.NUMBER.desc())
        .limit(limit)
    )
    if before is not None:
        found = found.where(before > index.NUMBER)
    return list(db.session.execute(found).all())


def cards(viewer: Viewer, ids: Collection[int], whole: bool = False) -> dict[int, Any]:
    """The posts themselves, checked once more against what the viewer may read."""
    if not ids:
        return {}
    extra = (Post.body, *NAMES) if whole else (Post.plain_text,)
    rows = db.session.execute(
        select(*COLUMNS, *extra)
        .select_from(Post)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            Post.id.in_(ids),
            readable_posts(viewer),
            Post.reach != Reach.HIDDEN,
            Post.hidden_at.is_(None),
            Post.archived_at.is_(None),
        )
    )
    return {row.id: row for row in rows}


def _dialect() -> ModuleType:
    return sqlite if is_sqlite() else postgresql


def _is_best(
    viewer: Viewer, languages: tuple[str, ...], index: ModuleType, asked: str
) -> ColumnElement[bool]:
    """No other text of its family that matches is in a language the reader prefers; of
    languages they do not read, the text that was first."""
    mine, theirs = _rank(SearchEntry, languages), _rank(Other, languages)
    is_better = or_(
        theirs < mine, and_(theirs == mine, Other.post_id < SearchEntry.post_id)
    )
    better = exists().where(
        Other.family_id == SearchEntry.family_id,
        Other.post_id != SearchEntry.post_id,
        is_better,
        readable_entries(viewer, Other),
        index.matches(Other, asked),
    )
    return or_(SearchEntry.language == languages[0], ~better)


def _rank(entry: Any, languages: tuple[str, ...]) -> ColumnElement[int]:
    places = {language: place for place, language in enumerate(languages)}
    return case(places, value=entry.language, else_=len(languages))
