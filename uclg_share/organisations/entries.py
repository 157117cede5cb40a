"""How a description becomes a row of the directory."""

from __future__ import annotations

import unicodedata
from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.organisations.models import (
    Domain,
    Organisation,
    Section,
    searchable,
    sorting,
)
from uclg_share.organisations.proposals import Portrait, Proposal, Record
from uclg_share.organisations.queries import namesakes, slugs_like
from uclg_share.text import slugify

PLAIN = (
    "name",
    "acronym",
    "local_name",
    "type",
    "country",
    "latitude",
    "longitude",
    "website",
    "public_email",
)


# Addresses beside /organisations/<slug> that mean something else.
RESERVED = {"propose", "suggest"}


class NameTaken(Exception):
    """Another confirmed organisation has this name, however it is spelled."""


class DomainTaken(Exception):
    """Another organisation has this e-mail domain."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


def refuse_taken_name(name: str, own: Organisation | None = None) -> None:
    """Raise `NameTaken` if another confirmed organisation has the name."""
    others = [one for one in namesakes(name) if one is not own]
    if any(_name_key(one.name) == _name_key(name) for one in others):
        raise NameTaken


def _name_key(name: str) -> str:
    """What makes two spellings one name: NFKC and case folding."""
    return unicodedata.normalize("NFKC", name).casefold()


def new_organisation(proposal: Proposal) -> Organisation:
    return Organisation(
        slug=_free_slug(proposal.name),
        name=proposal.name,
        type=proposal.type,
        country=proposal.country,
    )


def _free_slug(name: str) -> str:
    slug = slugify(name) or "organisation"
    used = slugs_like(slug) | RESERVED
    number = 2
    free = slug
    while free in used:
        free = f"{slug}-{number}"
        number += 1
    return free


def take_record(organisation: Organisation, record: Record) -> None:
    organisation.name, organisation.acronym = record.name, record.acronym
    organisation.type, organisation.country = record.type, record.country
    organisation.latitude = record.latitude
    organisation.longitude = record.longitude
    _take_domains(organisation, record.domains)
    take_portrait(organisation, record.portrait)


def take_portrait(organisation: Organisation, portrait: Portrait) -> None:
    organisation.local_name = portrait.local_name
    organisation.description = portrait.description
    organisation.website = portrait.website
    organisation.public_email = portrait.public_email
    organisation.languages = list(portrait.languages)
    chosen = select(Section).where(Section.code.in_(portrait.sections))
    organisation.sections = list(db.session.scalars(chosen))
    organisation.sort_name = sorting(organisation.name)
    organisation.search_text = searchable(
        organisation.name, organisation.acronym, organisation.local_name
    )


def _take_domains(organisation: Organisation, domains: tuple[str, ...]) -> None:
    held = {one.domain: one for one in organisation.domains}
    for name in domains:
        other = db.session.get(Domain, name)
        if other is not None and other.organisation_id != organisation.id:
            raise DomainTaken(name)
    organisation.domains = [held.get(name) or Domain(domain=name) for name in domains]


def spoken(organisation: Organisation) -> dict[str, Any]:
    """What the log compares: the columns somebody can set, as plain values."""
    said = {name: getattr(organisation, name) for name in PLAIN}
    return said | {
        "languages": list(organisation.languages),
        "description": organisation.description[:200],
        "sections": sorted(one.code for one in organisation.sections),
        "domains": sorted(one.domain for one in organisation.domains),
    }
