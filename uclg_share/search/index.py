"""Writing the index: in the transaction of the act that shows a text or hides it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, insert, select, update
from sqlalchemy.orm import undefer

from uclg_share.database import db
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Placement, Post, Reach
from uclg_share.search.models import IndexForm, SearchEntry, SearchWord
from uclg_share.search.spellings import spellings_of_all
from uclg_share.search.vocabulary import forget_words, keep_words
from uclg_share.search.words import IS_POST, as_indexed, mark

LONGEST_TEXT = 200_000
MOST_YEARS = 15
AT_ONCE = 200
# Raised with every change of what the words of an entry are: the worker then writes
# the index anew.
FORM = 1


def keep_found(*posts: Post) -> None:
    """Let search find what readers see of these posts now, or nothing of one that is in
    no list."""
    db.session.flush()
    spellings = _spellings()
    for post in posts:
        at = post.published_at
        if at is None or post.reach is Reach.HIDDEN or not post.is_current:
            forget(post)
        else:
            _write(post, at, spellings)


def forget(post: Post) -> None:
    """Take a text out of the index."""
    db.session.execute(delete(SearchEntry).where(SearchEntry.post_id == post.id))
    forget_words(post)


def follow_reach(led: Select[Any], reach: Reach) -> None:
    """Everything a group leads has another reach; the words stay."""
    lines = update(SearchEntry).where(SearchEntry.post_id.in_(led))
    db.session.execute(lines.values(reach=reach))


def is_empty() -> bool:
    return db.session.scalar(select(SearchEntry.number).limit(1)) is None


def is_of_this_form() -> bool:
    kept = db.session.get(IndexForm, 1)
    return kept is not None and kept.number == FORM


def keep_form() -> None:
    """All of it is written as this version of the program writes it."""
    db.session.merge(IndexForm(id=1, number=FORM))


def reindex() -> int:
    """Write the whole index anew; how many texts it holds."""
    keep_form()
    db.session.execute(delete(SearchEntry))
    db.session.execute(delete(SearchWord))
    spellings = _spellings()
    found = (
        select(Post)
        .where(Post.published_at.is_not(None), Post.reach != Reach.HIDDEN)
        .where(Post.hidden_at.is_(None), Post.archived_at.is_(None))
        .options(undefer(Post.plain_text))
        .order_by(Post.id)
        .limit(AT_ONCE)
    )
    last, written = 0, 0
    while posts := db.session.scalars(found.where(Post.id > last)).all():
        for post in posts:
            assert post.published_at is not None
            _write(post, post.published_at, spellings)
        last, written = posts[-1].id, written + len(posts)
        db.session.flush()
        db.session.expire_all()
    return written


def number_of(at: datetime, post_id: int) -> int:
    """By the second of publication, then by the post."""
    return int(at.timestamp()) << 20 | post_id & 0xFFFFF


def _write(post: Post, at: datetime, spellings: list[list[str]]) -> None:
    values = {
        "family_id": post.family_id or post.id,
        "language": post.language,
        "reach": post.reach,
        "group_id": post.lead_group_id,
        "verified_at": post.verified_at,
        **_words_of(post, at, spellings),
    }
    keep_words(post)
    known = select(SearchEntry.number).where(SearchEntry.post_id == post.id)
    if db.session.scalar(known) is None:
        values |= {"number": number_of(at, post.id), "post_id": post.id}
        db.session.execute(insert(SearchEntry).values(values))
        return
    line = update(SearchEntry).where(SearchEntry.post_id == post.id)
    db.session.execute(line.values(values))


def _words_of(post: Post, at: datetime, spellings: list[list[str]]) -> dict[str, str]:
    groups = list(_groups_of(post))
    words = {
        "title": as_indexed(post.title or ""),
        "summary": as_indexed(post.summary or ""),
        "place": as_indexed(" ".join(_place_of(post))),
        "tags": as_indexed(" ".join(_names_of(post, groups))),
        "body": as_indexed((post.plain_text or "")[:LONGEST_TEXT]),
    }
    words["tags"] += _other_spellings(words, spellings)
    return {**words, "marks": " ".join(sorted(_marks_of(post, groups, at)))}


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


def _other_spellings(words: dict[str, str], spellings: list[list[str]]) -> str:
    """Those of every committee that the text or a tag of it names."""
    told = f" {' '.join(words.values())} "
    named = [known for known in spellings if any(f" {name} " in told for name in known)]
    return "".join(f" {name}" for known in named for name in known)


def _spellings() -> list[list[str]]:
    return [sorted(names) for names in spellings_of_all().values()]


def _marks_of(post: Post, groups: Iterable[WorkingGroup], at: datetime) -> set[str]:
    countries = {*post.countries, post.country or ""} - {""}
    return {
        IS_POST,
        mark("kind", post.kind.value),
        mark("lang", post.language),
        *(mark("group", group.slug) for group in groups),
        *(mark("country", code) for code in countries),
        *(mark("theme", theme.slug) for theme in post.themes),
        *(mark("sdg", goal.number) for goal in post.sdgs),
        *(mark("org", one.slug) for one in _organisations_of(post)),
        *(mark("year", year) for year in _years_of(post, at)),
    }


def _years_of(post: Post, at: datetime) -> Iterable[int]:
    """When it was done, from its first year to its last; else when it was published."""
    if not post.started:
        return [at.year]
    first = int(post.started[:4])
    last = int((post.ended or post.started)[:4])
    return range(first, min(last, first + MOST_YEARS) + 1)
