"""A world from nothing: the site made ready as always, then filled by the thousand."""

from __future__ import annotations

import gc
import random
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bench.worlds.facts import Known, facts
from bench.worlds.index import Index, write_words
from bench.worlds.loading import Loader
from bench.worlds.numbers import Numbers
from bench.worlds.people import settle
from bench.worlds.plan import Plan, Say
from bench.worlds.posts import Posts
from bench.worlds.talk import Talk
from bench.worlds.telling import Told, tell
from bench.worlds.words import Tongue, place_name, tongues
from uclg_share import freshness
from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment, Helpful
from uclg_share.counts.models import CountedFamily, PublicNumber
from uclg_share.database import db
from uclg_share.groups.counters import recount_people, recount_posts_in
from uclg_share.groups.models import Committee, Membership, WorkingGroup
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.posts.models import (
    CommitteePlacement,
    Placement,
    Post,
    Revision,
    Theme,
    post_sdg,
    post_theme,
)
from uclg_share.reviews.models import Review
from uclg_share.search.models import SearchEntry, SearchText, SearchWord

PEOPLE = (Organisation, Account, Affiliation, Membership)
TEXTS = (
    *(Post, Revision, Review, Placement, CommitteePlacement, post_theme, post_sdg),
    *(
        Comment,
        Helpful,
        SearchEntry,
        SearchText,
        SearchWord,
        CountedFamily,
        PublicNumber,
    ),
)
AT_ONCE = 10_000
PLACES = 20_000
# So many texts are looked at to tell how often a word stands.
LOOKED_AT = 10_000


@dataclass(frozen=True)
class Words:
    """What the bench searches for, by the share of the posts it stands in."""

    rare: str
    fifteen: str
    worst: str
    worst_three: str


def build(plan: Plan, say: Say = lambda _: None) -> Words:
    """Fill the tables of a site that has its vocabularies and no post yet.

    In an app context. Returns what to search for in it.
    """
    chance = random.Random(plan.seed)  # noqa: S311  the same world each time
    began = time.monotonic()
    spoken = tongues(chance, plan.vocabulary, plan.sentences)
    known = _known()
    loader = Loader([*PEOPLE, *TEXTS])
    gc.disable()  # nothing here goes in circles, and there is much of it
    try:
        words = _fill(loader, plan, chance, spoken, known, say)
        say(f"rows: {time.monotonic() - began:,.0f} s")
        write_words(loader)
        say(f"words of search: {time.monotonic() - began:,.0f} s")
        loader.finish()
    finally:
        gc.enable()
        loader.close()
    say(f"indexes: {time.monotonic() - began:,.0f} s")
    _recount(known.groups)
    say(f"counters: {time.monotonic() - began:,.0f} s")
    return words


def _known() -> Known:
    groups = db.session.scalars(select(WorkingGroup.id).order_by(WorkingGroup.position))
    committees = db.session.scalars(select(Committee.id).order_by(Committee.id))
    themes = db.session.scalars(select(Theme.slug).order_by(Theme.position))
    found = Known(list(groups), list(committees), list(themes))
    db.session.remove()
    return found


def _fill(
    loader: Loader,
    plan: Plan,
    chance: random.Random,
    spoken: dict[str, Tongue],
    known: Known,
    say: Say,
) -> Words:
    people = settle(loader, plan, spoken["en"], known.groups)
    places = [place_name(chance) for _ in range(PLACES)]
    posts, index, numbers = Posts(loader), Index(loader), Numbers(loader)
    talk, seen = Talk(loader, plan, people, spoken), Counter[str]()
    parts: tuple[Any, ...] = (posts, index, numbers, talk)
    for fact in facts(plan, chance, people, known, places):
        told = tell(chance, spoken[fact.language], fact.kind, fact.language, fact.id)
        posts.add(fact, told)
        index.add(fact, told)
        numbers.add(fact)
        talk.add(fact)
        if fact.id <= LOOKED_AT:
            seen.update(_different(told))
        if fact.id % AT_ONCE == 0:
            for part in parts:
                part.flush()
        if fact.id % 100_000 == 0:
            say(f"{fact.id:,} posts")
    for part in parts:
        part.flush()
    numbers.finish()
    return _words(seen, min(plan.posts, LOOKED_AT))


def _different(told: Told) -> set[str]:
    return {word for word in told.body_indexed.split() if not word.isdigit()}


def _words(seen: Counter[str], texts: int) -> Words:
    often = [word for word, _ in seen.most_common()]
    fifteen = next(word for word in often if seen[word] <= 0.145 * texts)
    rare = next((word for word in often if seen[word] <= 0.01 * texts), often[-1])
    return Words(rare, fifteen, often[0], " ".join(often[:3]))


def _recount(groups: list[int]) -> None:
    """What acts would have kept, by the product's own functions."""
    for group_id in groups:
        group = db.session.get_one(WorkingGroup, group_id)
        recount_people(group)
    recount_posts_in(groups)
    freshness.renew()
    db.session.commit()
