"""The index of search, as `flask reindex` would write it: the words in one go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import select

from bench.worlds.facts import Fact
from bench.worlds.loading import Loader, stored
from bench.worlds.telling import Told
from uclg_share.database import db, is_sqlite
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.posts.models import Theme
from uclg_share.search.entries import (
    BETWEEN,
    Entry,
    other_spellings,
    spellings_known,
)
from uclg_share.search.index import number_of
from uclg_share.search.vocabulary import _words_of as telling_words
from uclg_share.search.words import IS_POST, as_indexed, mark

ENTRY = (
    *("number", "post_id", "family_id", "language", "reach", "group_id"),
    *("verified_at", "is_alone", "marks", "head"),
)
TEXT = ("number", "words")
FAMILIES = """
    UPDATE search_entry SET is_alone = false WHERE family_id IN
    (SELECT family_id FROM search_entry GROUP BY family_id HAVING count(*) > 1)
"""
WORD = ("word", "post_id", "shown")
# Of FTS5: so much is gathered before it is written out, in bytes.
AT_ONCE, USUAL = 400_000_000, 1_048_576


class Index:
    """Knows the names of what posts are tagged with; collects the rows of the index."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader
        self._entries: list[Any] = []
        self._texts: list[Any] = []
        self._words: list[Any] = []
        groups = db.session.scalars(select(WorkingGroup)).all()
        self._slugs = {one.id: one.slug for one in groups}
        self._groups = {one.id: _indexed(one.names) for one in groups}
        themes = db.session.scalars(select(Theme)).all()
        self._themes = {one.slug: _indexed(one.names) for one in themes}
        committees = db.session.scalars(select(Committee)).all()
        self._committees = {one.id: as_indexed(one.names["en"]) for one in committees}
        self._spellings = spellings_known()
        self._places: dict[str, str] = {}
        db.session.remove()

    def add(self, fact: Fact, told: Told) -> None:
        place = f"{self._place(fact.place)} {fact.body.indexed}".strip()
        tags = self._tags(fact)
        tags += other_spellings((place, tags), self._spellings)
        names = f"{IS_POST} {mark('org', fact.body.slug)}"
        head = [told.title_indexed, place, told.summary_indexed, tags]
        entry = Entry(head, told.body_indexed, self._marks(fact), names)
        number = number_of(fact.at, fact.id)
        verified = stored(fact.at) if fact.is_verified else None
        self._entries.append(
            (number, fact.id, fact.family_id, fact.language, "public", fact.groups[0],
             verified, True, entry.marks, BETWEEN.join(head))
        )  # fmt: skip
        self._texts.append((number, entry.words))
        known: dict[str, str] = {}
        for word in f"{told.title} {fact.place}".split():
            known |= _telling(word)
        self._words += [(word, fact.id, shown) for word, shown in known.items()]

    def flush(self) -> None:
        self._words.sort()
        self._loader.add("search_entry", ENTRY, self._entries)
        self._loader.add("search_text", TEXT, self._texts)
        self._loader.add("search_word", WORD, self._words)
        self._entries, self._texts, self._words = [], [], []

    def _place(self, name: str) -> str:
        if name not in self._places:
            self._places[name] = as_indexed(name)
        return self._places[name]

    def _tags(self, fact: Fact) -> str:
        named = [self._groups[id_] for id_ in sorted(fact.groups)]
        named += [self._themes[slug] for slug in fact.themes]
        told = [names.get(fact.language) or names["en"] for names in named]
        told += [self._committees[id_] for id_ in fact.committees]
        return " ".join(told)

    def _marks(self, fact: Fact) -> str:
        year = int(fact.started[:4]) if not fact.kind.is_talk else fact.at.year
        marks = {
            mark("kind", fact.kind.value),
            mark("lang", fact.language),
            mark("country", fact.country),
            mark("year", year),
            *(mark("group", self._slugs[id_]) for id_ in fact.groups),
            *(mark("theme", slug) for slug in fact.themes),
            *(mark("sdg", number) for number in fact.sdgs),
        }
        return " ".join(sorted(marks))


def write_words(loader: Loader) -> None:
    """Once every entry is there: PostgreSQL has its column, FTS5 is filled."""
    loader.run(FAMILIES)
    if not is_sqlite():
        return
    for name, bytes_ in (("hashsize", AT_ONCE), ("automerge", 0)):
        _tell(loader, name, bytes_)
    loader.run("INSERT INTO search_words (search_words) VALUES ('rebuild')")
    loader.run("INSERT INTO search_words (search_words) VALUES ('optimize')")
    for name, number in (("hashsize", USUAL), ("automerge", 4)):
        _tell(loader, name, number)


@cache
def _telling(word: str) -> dict[str, str]:
    return dict(telling_words(word))


def _tell(loader: Loader, name: str, number: int) -> None:
    loader.run(
        "INSERT INTO search_words (search_words, rank)"  # noqa: S608  our own words
        f" VALUES ('{name}', {number})"
    )


def _indexed(names: Mapping[str, str]) -> dict[str, str]:
    return {code: as_indexed(name) for code, name in names.items() if name}
