"""Organisations of all countries, people who write for them, members of the groups."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bench.worlds.loading import Loader, stored
from bench.worlds.plan import LAST, YEARS, Plan
from bench.worlds.words import Tongue
from uclg_share import countries
from uclg_share.database import db
from uclg_share.organisations.models import (
    Organisation,
    OrganisationType,
    searchable,
    sorting,
)
from uclg_share.search.words import as_indexed

LOCALES = ("en", "fr", "es", "ar")
# Somebody who reads: a member of the first two groups.
READER = "person-1@world.example.org"
BEGUN = LAST - YEARS - timedelta(days=1)
KINDS = tuple(OrganisationType)


@dataclass(frozen=True)
class Body:
    """An organisation as posts name it; `indexed` is its name to search."""

    id: int
    slug: str
    country: str
    indexed: str


@dataclass(frozen=True)
class People:
    """Of account n (from 1) the organisation at `writes_for[n]`."""

    bodies: list[Body]
    writes_for: list[Body]


def settle(loader: Loader, plan: Plan, tongue: Tongue, groups: list[int]) -> People:
    chance = random.Random(plan.seed + 1)  # noqa: S311  the same world each time
    bodies = _organisations(loader, plan, tongue, chance)
    writes_for = [bodies[at * 7919 % len(bodies)] for at in range(plan.accounts + 1)]
    _accounts(loader, plan)
    _affiliations(loader, writes_for)
    _memberships(loader, plan, chance, groups)
    return People(bodies, writes_for)


def _organisations(
    loader: Loader, plan: Plan, tongue: Tongue, chance: random.Random
) -> list[Body]:
    first = (db.session.scalar(db.select(db.func.max(Organisation.id))) or 0) + 1
    db.session.remove()
    codes = sorted(countries.choices("en"))
    weights = [1 / (rank + 4) for rank in range(len(codes))]
    homes = chance.choices(codes, weights, k=plan.organisations)
    names = ("id", "slug", "name", "search_text", "sort_name", "type", "country")
    bodies, rows = [], []
    for at, country in enumerate(homes):
        drawn = chance.choices(tongue.drawn, k=2)
        words = " ".join(tongue.words[place].text for place in drawn)
        name = f"{words.title()} {country} {at}"
        body = Body(first + at, f"body-{at}", country, as_indexed(name))
        bodies.append(body)
        told = (searchable(name, "", ""), sorting(name), KINDS[at % len(KINDS)].value)
        rows.append((body.id, body.slug, name, *told, country))
    moment = stored(BEGUN)
    more = (moment, moment)
    loader.add("organisation", (*names, "created_at", "confirmed_at"),
               [(*row, *more) for row in rows])  # fmt: skip
    return bodies


def _accounts(loader: Loader, plan: Plan) -> None:
    """Nobody has a password: the bench opens its sign-ins itself."""
    moment = stored(BEGUN)
    names = ("id", "email", "email_key", "name", "password_hash", "locale")
    rows: list[tuple[Any, ...]] = []
    for number in range(1, plan.accounts + 1):
        address = f"person-{number}@world.example.org"
        locale = "en" if number == 1 else LOCALES[number % 4]
        person = (number, address, address, f"Person {number}", "", locale)
        rows.append((*person, moment, moment))
    loader.add("account", (*names, "created_at", "email_confirmed_at"), rows)


def _affiliations(loader: Loader, writes_for: list[Body]) -> None:
    names = ("id", "account_id", "organisation_id", "requested_at", "confirmed_at")
    moment = stored(BEGUN)
    rows = [(number, number, body.id, moment, moment)
            for number, body in enumerate(writes_for) if number]  # fmt: skip
    loader.add("affiliation", names, rows)


def _memberships(
    loader: Loader, plan: Plan, chance: random.Random, groups: list[int]
) -> None:
    """Half of them in the first group; two coordinators for each."""
    moment = stored(BEGUN)
    held: dict[tuple[int, int], str] = {}
    for number in range(1, plan.accounts + 1):
        mine = [groups[0] if chance.random() < 0.5 else chance.choice(groups)]
        if number % 3 == 0:
            mine.append(chance.choice(groups))
        held |= {(group, number): "member" for group in mine}
    held |= {(group, 1): "member" for group in groups[:2]}
    for at, group in enumerate(groups):
        held |= {(group, 2 + 2 * at): "coordinator", (group, 3 + 2 * at): "coordinator"}
    names = ("id", "group_id", "account_id", "role", "joined_at")
    rows = [
        (at, *pair, role, moment) for at, (pair, role) in enumerate(held.items(), 1)
    ]
    loader.add("membership", names, rows)
