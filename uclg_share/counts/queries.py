"""The kept numbers of one scope, or of several: one statement, one range of the key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from uclg_share.counts.models import Facet, PublicNumber
from uclg_share.counts.standing import PRACTICES, scope_of
from uclg_share.database import db

Numbers = dict[str, int]


def numbers_of(scope: str, *facets: Facet) -> dict[Facet, Numbers]:
    """By facet, then by value; what is at nothing is left out."""
    rows = db.session.execute(
        select(PublicNumber.facet, PublicNumber.value, PublicNumber.number).where(
            PublicNumber.scope == scope,
            PublicNumber.facet.in_(facets),
            PublicNumber.number > 0,
        )
    )
    found: dict[Facet, Numbers] = {facet: {} for facet in facets}
    for facet, value, number in rows:
        found[facet][value] = number
    return found


def countries_by_theme(slugs: Iterable[str]) -> dict[str, Numbers]:
    """What was done where, of each of these themes."""
    scopes = {scope_of("theme", slug): slug for slug in slugs}
    rows = db.session.execute(
        select(PublicNumber.scope, PublicNumber.value, PublicNumber.number).where(
            PublicNumber.scope.in_(scopes),
            PublicNumber.facet == Facet.COUNTRY,
            PublicNumber.number > 0,
        )
    )
    found: dict[str, Numbers] = defaultdict(dict)
    for scope, country, number in rows:
        found[scopes[scope]][country] = number
    return found


def practices_by_scope(scopes: Iterable[str]) -> dict[str, int]:
    """How many practices each shows; what shows none is left out."""
    rows = db.session.execute(
        select(PublicNumber.scope, PublicNumber.number).where(
            PublicNumber.scope.in_(list(scopes)),
            PublicNumber.facet == Facet.KIND,
            PublicNumber.value.in_([kind.value for kind in PRACTICES]),
        )
    )
    found: dict[str, int] = defaultdict(int)
    for scope, number in rows:
        found[scope] += number
    return {scope: number for scope, number in found.items() if number > 0}


def practices_in(kinds: Numbers) -> int:
    return sum(kinds.get(kind.value, 0) for kind in PRACTICES)
