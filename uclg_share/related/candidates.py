"""What may have to do with a family, found without looking at all the others.

Each way of finding is one range of an index, and takes so many of the newest; of the
words of a title so many of whatever has them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, select, union_all

from uclg_share.database import db
from uclg_share.posts.models import (
    CommitteePlacement,
    Placement,
    Post,
    Reach,
    post_theme,
)
from uclg_share.related.nearness import Subject
from uclg_share.search.entries import BETWEEN
from uclg_share.search.models import SearchEntry, SearchWord
from uclg_share.search.vocabulary import LAST

OF_THEMES, OF_COUNTRY, OF_GROUPS, OF_COMMITTEES = 200, 100, 100, 50
MOST_WORDS, OF_WORD = 10, 40
MOST_FAMILIES = 300


def subjects(original: Post) -> dict[int, Subject]:
    """By family: this one, unless no list shows it, and those that may be near."""
    mine = _subjects([original.id])
    if original.id not in mine:
        return {}
    found = set(db.session.scalars(union_all(*_ways(original, mine[original.id]))))
    of_posts = select(SearchEntry.family_id).where(SearchEntry.post_id.in_(found))
    families = sorted(set(db.session.scalars(of_posts)), reverse=True)
    known = mine | _subjects(families[:MOST_FAMILIES])
    _add_committees(known)
    return known


def _ways(original: Post, mine: Subject) -> Iterable[Select[Any]]:
    yield from _by_theme(original)
    if original.country:
        newest = select(Post.id).where(
            Post.country == original.country, Post.published_at.is_not(None)
        )
        order = (Post.published_at.desc(), Post.id.desc())
        yield _some(newest.order_by(*order), OF_COUNTRY)
    groups = [line.group_id for line in original.placements]
    for group_id in groups:
        for reach in {Reach.PUBLIC, mine.reach}:
            own = (Placement.group_id == group_id, Placement.reach == reach)
            yield _newest(Placement, own, OF_GROUPS // len(groups))
    committees = [line.committee_id for line in original.committee_placements]
    for committee_id in committees:
        in_it = CommitteePlacement.committee_id == committee_id
        own = (in_it, CommitteePlacement.reach == Reach.PUBLIC)
        yield _newest(CommitteePlacement, own, OF_COMMITTEES // len(committees))
    for word in _title_words(mine):
        yield _with_word(word)


def _by_theme(original: Post) -> Iterable[Select[Any]]:
    for theme in original.themes:
        line = post_theme.c
        of_theme = select(line.post_id).where(
            line.theme_slug == theme.slug, line.published_at.is_not(None)
        )
        order = (line.published_at.desc(), line.post_id.desc())
        yield _some(of_theme.order_by(*order), OF_THEMES // len(original.themes))


def _newest(line: Any, own: tuple[Any, Any], number: int) -> Select[Any]:
    order = (line.published_at.desc(), line.post_id.desc())
    return _some(select(line.post_id).where(*own).order_by(*order), number)


def _title_words(mine: Subject) -> list[str]:
    """The longest first: they are rarer."""
    in_titles = [word for word, weight in mine.words.items() if weight > 1]
    return sorted(in_titles, key=lambda word: (-len(word), word))[:MOST_WORDS]


def _with_word(word: str) -> Select[Any]:
    """Also with an ending: the words of titles are kept as they are written."""
    begun = select(SearchWord.post_id).where(
        SearchWord.word >= word, SearchWord.word < word + LAST
    )
    return _some(begun, OF_WORD)


def _some(posts: Select[Any], number: int) -> Select[Any]:
    # A limit inside a union needs a statement of its own around it.
    return select(posts.limit(number).subquery())


def _subjects(family_ids: Collection[int]) -> dict[int, Subject]:
    """Of these families, as the index of search has them: what is in no list is not."""
    columns = (
        *(SearchEntry.post_id, SearchEntry.family_id, SearchEntry.reach),
        *(SearchEntry.group_id, SearchEntry.marks, SearchEntry.head),
    )
    rows = db.session.execute(
        select(*columns).where(SearchEntry.family_id.in_(family_ids))
    ).all()
    found = {
        row.family_id: Subject(
            row.family_id, row.reach, row.group_id, set(row.marks.split())
        )
        for row in rows
        if row.post_id == row.family_id
    }
    for row in rows:
        if row.family_id in found:
            title, place, summary, _ = row.head.split(BETWEEN)
            found[row.family_id].add_words(title, f"{summary} {place}")
    return found


def _add_committees(known: dict[int, Subject]) -> None:
    line = CommitteePlacement
    rows = select(line.post_id, line.committee_id).where(line.post_id.in_(known))
    for post_id, committee_id in db.session.execute(rows):
        known[post_id].committees.add(committee_id)
