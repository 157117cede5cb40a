"""The directory a site starts with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from uclg_share.content.checks import choice, each, line, maybe, refuse_twins, text
from uclg_share.content.entries import OrganisationEntry
from uclg_share.content.facts import Known, address, country, place, reference, slug
from uclg_share.content.listing import Fields, Listing, read_listing
from uclg_share.content.problems import Report

TYPES = (
    "national_lga",
    "subnational_lga",
    "international_lga",
    "local_government",
    "regional_government",
    "metropolitan_body",
    "lga_agency",
    "solidarity_fund",
    "uclg_section",
    "associate",
)
WITHOUT_COUNTRY = ("international_lga", "uclg_section")
ORGANISATIONS = Listing(
    "organisations.yaml",
    "organisations",
    "slug",
    (
        "slug",
        "name",
        "acronym",
        "local_name",
        "type",
        "country",
        "sections",
        "latitude",
        "longitude",
        "description",
    ),
    ("website",),
    ("not_members",),
)


@dataclass(frozen=True)
class Directory:
    """`outsiders` are names of bodies that lead projects and have no record."""

    organisations: tuple[OrganisationEntry, ...]
    outsiders: tuple[str, ...]

    @property
    def leads(self) -> Known:
        if not self.organisations:
            return None
        return {entry.name for entry in self.organisations} | {*self.outsiders}


def read_organisations(report: Report, folder: Path, sections: Known) -> Directory:
    top, found = read_listing(report, folder, ORGANISATIONS)
    refuse_twins([fields["name"] for fields in found])
    organisations = tuple(_organisation(fields, sections) for fields in found)
    name = partial(line, at_most=200)
    outsiders = maybe(top["not_members"], partial(each, check=name)) if top else ()
    return Directory(organisations, outsiders or ())


def _organisation(fields: Fields, sections: Known) -> OrganisationEntry:
    kind = choice(fields["type"], TYPES)
    is_somewhere = kind in TYPES and kind not in WITHOUT_COUNTRY
    if is_somewhere and fields["country"].data is None:
        fields["country"].refuse("is missing")
    section = partial(reference, known=sections, what="section")
    latitude, longitude = place(fields["latitude"], fields["longitude"], is_somewhere)
    return OrganisationEntry(
        slug=slug(fields["slug"]),
        name=line(fields["name"], 200),
        acronym=maybe(fields["acronym"], partial(line, at_most=30)),
        local_name=maybe(fields["local_name"], partial(line, at_most=200)),
        type=kind,
        country=maybe(fields["country"], country),
        sections=each(fields["sections"], section),
        latitude=latitude,
        longitude=longitude,
        website=maybe(fields["website"], address),
        description=text(fields["description"], 400),
    )
