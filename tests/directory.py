"""Organisations proposed and added, and how the directory finds them."""

from __future__ import annotations

from sqlalchemy import select

from tests.world import World
from uclg_share.audit import AuditEntry
from uclg_share.database import db
from uclg_share.organisations.actions import (
    propose,
)
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.proposals import Portrait, Proposal, Record
from uclg_share.organisations.queries import (
    Filters,
    directory,
)

TOWN = Proposal("Town of Ávila del Río", OrganisationType.LOCAL_GOVERNMENT, "ES")


RECORD = Record(
    name="League of Island Councils",
    type=OrganisationType.NATIONAL_LGA,
    country="FJ",
    acronym="LIC",
    domains=("islands.example.org",),
    portrait=Portrait(
        local_name="Ligue des Îles", description="Islands.", sections=("AFRICA",)
    ),
)


def proposed(world: World, proposal: Proposal = TOWN) -> Organisation:
    return propose(world.chen, proposal)


def last_entry() -> AuditEntry:
    return db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    ).one()


def found(text: str, **filters: object) -> list[str]:
    rows = db.session.scalars(directory(text, Filters(**filters)))  # type: ignore[arg-type]
    return sorted(one.slug for one in rows)
