"""What the index says of one post: its words, and what it is as words no text has."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Placement, Post
from uclg_share.search.spellings import spellings_of_all
from uclg_share.search.words import APART, IS_POST, as_indexed, mark

LONGEST_TEXT = 200_000
MOST_YEARS = 15
# No word has it, and no database takes it for one.
BETWEEN = " | "


class Entry(NamedTuple):
    """`head` is title, place, summary and tags: so much, in this order, is a word worth
    that stands in them (`ranking.py`). Its `marks` are counted and compared, by the
    hundred; `names` are only asked for."""

    head: list[str]
    body: str
    marks: str
    names: str

    @property
    def words(self) -> str:
        said = f" {APART} ".join([*self.head, self.body])
        return f"{said} {self.marks} {self.names}"


def told_of(post: Post, at: datetime, spellings: list[list[str]]) -> Entry:
    """What the index says of a post that was published then."""
    groups = list(_groups_of(post))
    head = [
        as_indexed(post.title or ""),
        as_indexed(" ".join(_place_of(post))),
        as_indexed(post.summary or ""),
        as_indexed(" ".join(_names_of(post, groups))),
    ]
    body = as_indexed((post.plain_text or "")[:LONGEST_TEXT])
    head[-1] += other_spellings([*head, body], spellings)
    marks = " ".join(sorted(_marks_of(post, groups, at)))
    return Entry(head, body, marks, " ".join(_names_as_marks(post)))


def _groups_of(post: Post) -> Iterable[WorkingGroup]:
    tagged = select(WorkingGroup).join(Placement, Placement.group_id == WorkingGroup.id)
    return db.session.scalars(
        tagged.where(Placement.post_id == post.id).order_by(WorkingGroup.id)
    )


def _place_of(post: Post) -> Iterable[str]:
    yield post.place or ""
    for one in _organisations_of(post):
        yield from (one.name, one.acronym, one.local_name)


def _organisations_of(post: Post) -> Iterable[Organisation]:
    if post.organisation_id:
        own = db.session.get(Organisation, post.organisation_id)
        yield from [own] if own else []
    yield from post.co_organisations


def _names_of(post: Post, groups: Iterable[WorkingGroup]) -> Iterable[str]:
    """Of groups and themes, in the language of the text."""
    themes = sorted(post.themes, key=lambda theme: theme.slug)
    for names in [one.names for one in groups] + [one.names for one in themes]:
        yield names.get(post.language) or names.get("en", "")
    for line in post.committee_placements:
        committee = db.session.get(Committee, line.committee_id)
        yield committee.names.get("en", "") if committee else ""


def other_spellings(words: Iterable[str], spellings: list[list[str]]) -> str:
    """Those of every committee that the text or a tag of it names."""
    told = f" {' '.join(words)} "
    named = [known for known in spellings if any(f" {name} " in told for name in known)]
    return "".join(f" {name}" for known in named for name in known)


def spellings_known() -> list[list[str]]:
    return [sorted(names) for names in spellings_of_all().values()]


def _marks_of(post: Post, groups: Iterable[WorkingGroup], at: datetime) -> set[str]:
    countries = {*post.countries, post.country or ""} - {""}
    return {
        mark("kind", post.kind.value),
        mark("lang", post.language),
        *(mark("group", group.slug) for group in groups),
        *(mark("country", code) for code in countries),
        *(mark("theme", theme.slug) for theme in post.themes),
        *(mark("sdg", goal.number) for goal in post.sdgs),
        *(mark("year", year) for year in _years_of(post, at)),
    }


def _names_as_marks(post: Post) -> Iterable[str]:
    yield IS_POST
    yield from sorted({mark("org", one.slug) for one in _organisations_of(post)})


def _years_of(post: Post, at: datetime) -> Iterable[int]:
    """When it was done, from its first year to its last; else when it was published."""
    if not post.started:
        return [at.year]
    first = int(post.started[:4])
    last = int((post.ended or post.started)[:4])
    return range(first, min(last, first + MOST_YEARS) + 1)
