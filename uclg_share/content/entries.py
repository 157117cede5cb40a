"""What a content pack holds, once read: plain data that nobody can change."""

from __future__ import annotations

from dataclasses import dataclass

Names = dict[str, str]
"""A text in each of the four languages, by code."""


@dataclass(frozen=True)
class SectionEntry:
    code: str
    names: Names


@dataclass(frozen=True)
class ThemeEntry:
    slug: str
    names: Names


@dataclass(frozen=True)
class SdgEntry:
    number: int
    names: Names


@dataclass(frozen=True)
class CommitteeEntry:
    slug: str
    names: Names
    aliases: tuple[str, ...]
    descriptions: Names
    note: str | None
    note_source: str | None
    status: str


@dataclass(frozen=True)
class GroupEntry:
    slug: str
    committee: str | None
    names: Names
    short_descriptions: Names
    descriptions: Names
    themes: tuple[str, ...]
    join_policy: str
    guidelines: tuple[str, ...]


@dataclass(frozen=True)
class OrganisationEntry:
    """Country and place may be missing when it is international."""

    slug: str
    name: str
    acronym: str | None
    local_name: str | None
    type: str
    country: str | None
    sections: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    website: str | None
    description: str


@dataclass(frozen=True)
class Partner:
    name: str
    role: str


@dataclass(frozen=True)
class Resources:
    """An amount has its currency and year; the note says what it covers."""

    amount: float | None
    currency: str | None
    year: int | None
    note: str


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class PracticeEntry:
    """A case study or an experience.

    The first of `groups` leads. `country` is None when it concerns the several
    `countries`; dates are 'YYYY' or 'YYYY-MM'; `sections` maps the fields of the kind
    to Markdown, in the order of its headings.
    """

    file: str
    kind: str
    slug: str
    title: str
    summary: str
    language: str
    organisation: str
    co_organisations: tuple[str, ...]
    groups: tuple[str, ...]
    committees: tuple[str, ...]
    place: str
    country: str | None
    countries: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    population_band: str
    started: str
    ended: str | None
    status: str
    evidence: str
    themes: tuple[str, ...]
    sdgs: tuple[int, ...]
    partners: tuple[Partner, ...]
    resources: Resources
    sources: tuple[Source, ...]
    licence: str
    translation_of: str | None
    adapted_from: tuple[str, ...]
    sections: dict[str, str]


@dataclass(frozen=True)
class ProjectEntry:
    """A cooperation; `lead` is the name of an organisation or of a known outsider."""

    title: str
    acronym: str | None
    kind: str
    lead: str
    partners: tuple[str, ...]
    countries: tuple[str, ...]
    themes: tuple[str, ...]
    start: str
    end: str | None
    status: str
    budget: int | None
    currency: str | None
    summary: str
    source_url: str


@dataclass(frozen=True)
class Pack:
    sections: tuple[SectionEntry, ...]
    themes: tuple[ThemeEntry, ...]
    sdgs: tuple[SdgEntry, ...]
    committees: tuple[CommitteeEntry, ...]
    groups: tuple[GroupEntry, ...]
    organisations: tuple[OrganisationEntry, ...]
    practices: tuple[PracticeEntry, ...]
    projects: tuple[ProjectEntry, ...]
