"""The organisations of a pack as confirmed rows of the directory."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from uclg_share.content.entries import OrganisationEntry
from uclg_share.content.tally import Tally
from uclg_share.database import db, now
from uclg_share.organisations.models import Organisation, OrganisationType, Section
from uclg_share.organisations.queries import namesakes


def add_organisations(entries: Iterable[OrganisationEntry], tally: Tally) -> None:
    """Add those that are known neither by slug nor, confirmed, by name."""
    sections = {one.code: one for one in db.session.scalars(select(Section))}
    known = set(db.session.scalars(select(Organisation.slug)))
    for entry in entries:
        if entry.slug in known or namesakes(entry.name):
            continue
        organisation = _row(entry)
        organisation.sections = [sections[code] for code in entry.sections]
        db.session.add(organisation)
        tally.add("organisations", entry.slug)
    db.session.flush()  # what follows refers to them


def organisation_ids(entries: Iterable[OrganisationEntry]) -> dict[str, int]:
    """The row each slug of the pack stands for, once they are there."""
    slugs = select(Organisation.slug, Organisation.id)
    known = {slug: row_id for slug, row_id in db.session.execute(slugs)}
    by_name = {
        entry.slug: namesakes(entry.name)[0].id
        for entry in entries
        if entry.slug not in known
    }
    return known | by_name


def _row(entry: OrganisationEntry) -> Organisation:
    """Search text and order come from the names, as everywhere."""
    return Organisation(
        slug=entry.slug,
        name=entry.name,
        acronym=entry.acronym or "",
        local_name=entry.local_name or "",
        type=OrganisationType(entry.type),
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        website=entry.website or "",
        description=entry.description,
        confirmed_at=now(),
    )
