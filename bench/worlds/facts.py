"""What a post is: where it stands, who wrote it, what it is about."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bench.worlds.people import Body, People
from bench.worlds.plan import Plan
from uclg_share.posts.models import Kind

# One text in twelve renders one of the last few in another language.
EACH_TRANSLATED = 12
LANGUAGES = ("en",) * 11 + ("fr",) * 3 + ("es",) * 3 + ("ar",) * 3
KINDS = (Kind.CASE_STUDY,) * 6 + (Kind.EXPERIENCE,) * 3 + (Kind.QUESTION,)
TALK = (Kind.QUESTION,) * 3 + (Kind.DEBATE,)
GOALS = list(range(1, 18))
Thing = TypeVar("Thing", int, str)


@dataclass(frozen=True)
class Known:
    """What posts are told apart by; groups in the order of their weight."""

    groups: list[int]
    committees: list[int]
    themes: list[str]


@dataclass(frozen=True)
class Fact:
    id: int
    family_id: int
    kind: Kind
    language: str
    at: datetime
    author: int
    body: Body
    # The first leads.
    groups: tuple[int, ...]
    committees: tuple[int, ...]
    themes: tuple[str, ...]
    sdgs: tuple[int, ...]
    country: str
    place: str
    latitude: float
    longitude: float
    started: str
    is_verified: bool
    comments: int

    @property
    def is_original(self) -> bool:
        return self.family_id == self.id


def facts(
    plan: Plan, chance: random.Random, people: People, known: Known, places: list[str]
) -> Iterator[Fact]:
    """The oldest first."""
    recent: deque[Fact] = deque(maxlen=8)
    for at in range(plan.posts):
        original = recent[0] if at % EACH_TRANSLATED == EACH_TRANSLATED - 1 else None
        fact = _fact(plan, chance, people, known, at, places)
        if original is not None:
            fact = _translated(original, fact)
        else:
            recent.append(fact)
        yield fact


# Long because: each line draws one fact, in the order of the class.
def _fact(
    plan: Plan,
    chance: random.Random,
    people: People,
    known: Known,
    at: int,
    places: list[str],
) -> Fact:
    author = 1 + int(plan.accounts * chance.random() ** 2.5)
    body = people.writes_for[author]
    moment = plan.published_at(at)
    kind = _kind(chance)
    began = moment - timedelta(days=chance.randrange(60, 1500))
    place, goals = places[chance.randrange(len(places))], _some(chance, GOALS)
    return Fact(
        id=at + 1,
        family_id=at + 1,
        kind=kind,
        language=chance.choice(LANGUAGES),
        at=moment,
        author=author,
        body=body,
        groups=_groups(chance, known),
        committees=tuple(known.committees[:1]) if chance.random() < 0.1 else (),
        themes=tuple(_some(chance, known.themes)),
        # A discussion is about no place and no goal.
        sdgs=() if kind.is_talk else tuple(goals),
        country=body.country,
        place="" if kind.is_talk else place,
        latitude=round(chance.uniform(-40, 60), 4),
        longitude=round(chance.uniform(-110, 150), 4),
        started=f"{began:%Y-%m}",
        is_verified=chance.random() < 0.2,
        comments=20 if chance.random() < plan.talked else 0,
    )


def _kind(chance: random.Random) -> Kind:
    kind = chance.choice(KINDS)
    return chance.choice(TALK) if kind is Kind.QUESTION else kind


def _groups(chance: random.Random, known: Known) -> tuple[int, ...]:
    """Half of all in the first group; one to three tags."""
    first, *others = known.groups
    lead = first if chance.random() < 0.5 else chance.choice(others)
    more = [others[int(len(others) * chance.random() ** 2)] for _ in range(2)]
    number = chance.choice((0, 0, 1, 2))
    return tuple(dict.fromkeys([lead, *more[:number]]))


def _some(chance: random.Random, values: list[Thing]) -> list[Thing]:
    """One or two, the first of the list more often."""
    size = len(values)
    found = {values[int(size * chance.random() ** 2)] for _ in range(2)}
    return sorted(found)


def _translated(original: Fact, new: Fact) -> Fact:
    """The same practice in another language."""
    others = [code for code in ("en", "fr", "es", "ar") if code != original.language]
    return replace(
        original,
        id=new.id,
        family_id=original.id,
        at=new.at,
        language=others[new.id % 3],
        is_verified=False,
        comments=0,
    )
