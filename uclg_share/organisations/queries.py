from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from uclg_share.counted import number_of
from uclg_share.database import db
from uclg_share.organisations.models import (
    Organisation,
    OrganisationType,
    Section,
    organisation_parent,
    sorting,
)
from uclg_share.organisations.names import (
    LONGEST_QUERY,
    beginning_with,
    few_or,
    in_section,
    named,
)
from uclg_share.permissions import ANYONE, Viewer, readable_organisations
from uclg_share.text import fold, without_illegal

MOST_SUGGESTIONS = 10
SHORTEST_QUERY = 2
ALIKE = 0.75


@dataclass(frozen=True)
class Filters:
    """What narrows the directory; each may be absent."""

    country: str | None = None
    section: str | None = None
    type: OrganisationType | None = None
    # The first letter of the name, folded.
    letter: str = ""
    # The association whose members are asked for.
    parent: Organisation | None = None

    @property
    def is_any(self) -> bool:
        return any((self.country, self.section, self.type, self.letter, self.parent))


def search(
    viewer: Viewer, text: str, filters: Filters | None = None
) -> Select[Organisation]:
    """The organisations a viewer may see that have, for every word of a text, a word
    that begins with it."""
    filters = filters or Filters()
    found = select(Organisation).where(readable_organisations(viewer))
    if text.strip():
        found = found.where(named(text))
    if filters.letter:
        found = found.where(beginning_with(filters.letter))
    if filters.parent:
        of_parent = organisation_parent.c
        members = select(of_parent.organisation_id).where(
            of_parent.parent_id == filters.parent.id
        )
        found = found.where(few_or(members, Organisation.id.in_(members)))
    if filters.country:
        found = found.where(Organisation.country == filters.country)
    if filters.type:
        found = found.where(Organisation.type == filters.type)
    if filters.section:
        found = found.where(in_section(filters.section))
    return found


def directory(text: str, filters: Filters) -> Select[Organisation]:
    """What everyone finds: the same list for every reader, so no proposals."""
    return search(ANYONE, text, filters)


def suggestions(viewer: Viewer, text: str) -> list[Organisation]:
    """A few organisations for what was typed: those that begin with it come first."""
    typed = fold(text[:LONGEST_QUERY])
    if len(typed) < SHORTEST_QUERY:
        return []
    in_order = search(viewer, typed).order_by(Organisation.sort_name, Organisation.id)
    beginning = beginning_with(typed)
    first = list(db.session.scalars(in_order.where(beginning).limit(MOST_SUGGESTIONS)))
    if len(first) == MOST_SUGGESTIONS:
        return first
    rest = in_order.where(~beginning).limit(MOST_SUGGESTIONS - len(first))
    return [*first, *db.session.scalars(rest)]


def similar_to(name: str) -> list[Organisation]:
    """Confirmed organisations that may be the one somebody is about to add."""
    wanted = sorting(name)
    longest = sorted(wanted.split(), key=len)[-3:]
    near: dict[int, Organisation] = {}
    for word in longest:
        found = search(ANYONE, word).order_by(Organisation.sort_name).limit(100)
        near |= {one.id: one for one in db.session.scalars(found)}
    marks = [(_likeness(wanted, one), one) for one in near.values()]
    alike = [pair for pair in marks if pair[0] >= ALIKE]
    alike.sort(key=lambda pair: (-pair[0], pair[1].sort_name))
    return [one for _, one in alike[:5]]


def by_id(viewer: Viewer, organisation_id: int) -> Organisation | None:
    return db.session.scalar(
        select(Organisation).where(
            Organisation.id == organisation_id, readable_organisations(viewer)
        )
    )


def find_organisation(viewer: Viewer, slug: str) -> Organisation | None:
    """One organisation with what its page shows."""
    return db.session.scalar(
        select(Organisation)
        .where(
            Organisation.slug == without_illegal(slug), readable_organisations(viewer)
        )
        .options(selectinload(Organisation.sections))
    )


def namesakes(name: str) -> list[Organisation]:
    """Confirmed organisations whose name is folded alike; few, by index."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(
                Organisation.sort_name == sorting(name),
                Organisation.confirmed_at.is_not(None),
            )
            .limit(50)
        )
    )


def slugs_like(slug: str) -> set[str]:
    """The slugs in use that begin with this one."""
    return set(
        db.session.scalars(
            select(Organisation.slug).where(
                Organisation.slug.startswith(slug, autoescape=True)
            )
        )
    )


def all_sections() -> list[Section]:
    return list(db.session.scalars(select(Section).order_by(Section.code)))


def proposed_number() -> int:
    return number_of(select(Organisation.id).where(*PROPOSED))


def proposed(limit: int = 50) -> list[Organisation]:
    """What waits for an administrator, oldest first."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(*PROPOSED)
            .options(selectinload(Organisation.proposed_by))
            .order_by(Organisation.created_at, Organisation.id)
            .limit(limit)
        )
    )


PROPOSED = (Organisation.confirmed_at.is_(None), Organisation.declined_at.is_(None))


def _likeness(wanted: str, one: Organisation) -> float:
    if fold(one.acronym) == wanted or fold(one.local_name) == wanted:
        return 1.0
    same = SequenceMatcher(None, wanted, one.sort_name).ratio()
    mine, theirs = set(wanted.split()), set(one.sort_name.split())
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    # One short name inside a long one is near, but only if it says more than a word.
    return max(same, shared if min(len(mine), len(theirs)) > 1 else 0.0)
