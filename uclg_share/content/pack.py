"""Reads a content pack: the words, organisations and practices a site starts with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from uclg_share.content.entries import (
    CommitteeEntry,
    GroupEntry,
    Names,
    OrganisationEntry,
    Pack,
    Partner,
    PracticeEntry,
    ProjectEntry,
    Resources,
    SdgEntry,
    SectionEntry,
    Source,
    ThemeEntry,
)
from uclg_share.content.facts import Known
from uclg_share.content.headings import read_headings
from uclg_share.content.organisations import read_organisations
from uclg_share.content.practice_rules import Vocabulary
from uclg_share.content.practices import practice_files, read_practices
from uclg_share.content.problems import ContentError, Problem, Report
from uclg_share.content.projects import read_projects
from uclg_share.content.vocabularies import (
    read_committees,
    read_groups,
    read_sdgs,
    read_sections,
    read_themes,
)

__all__ = [
    "SHIPPED",
    "CommitteeEntry",
    "ContentError",
    "GroupEntry",
    "Names",
    "OrganisationEntry",
    "Pack",
    "Partner",
    "PracticeEntry",
    "Problem",
    "ProjectEntry",
    "Resources",
    "SdgEntry",
    "SectionEntry",
    "Source",
    "ThemeEntry",
    "read_pack",
]
SHIPPED = Path(__file__).resolve().parent
"""The folder of the pack that comes with the program."""


def read_pack(folder: Path) -> Pack:
    """The whole pack, checked; ContentError with every fault found if it has any."""
    report = Report()
    themes = read_themes(report, folder)
    sdgs = read_sdgs(report, folder)
    sections = read_sections(report, folder)
    committees = read_committees(report, folder)
    groups = read_groups(report, folder, _slugs(committees), _slugs(themes))
    codes = {section.code for section in sections}
    directory = read_organisations(report, folder, codes or None)
    files = practice_files(report, folder)
    known = Vocabulary(
        themes=_slugs(themes),
        committees=_slugs(committees),
        organisations=_slugs(directory.organisations),
        practices=set(files.values()),
        committee_of={group.slug: group.committee for group in groups} or None,
    )
    headings = read_headings(report, folder)
    practices = read_practices(report, folder, files, known, headings)
    projects = read_projects(report, folder, directory.leads, _slugs(themes))
    report.close()
    organisations = directory.organisations
    return Pack(
        sections, themes, sdgs, committees, groups, organisations, practices, projects
    )


def _slugs(
    entries: Iterable[ThemeEntry | CommitteeEntry | OrganisationEntry],
) -> Known:
    """None for a file that could not be read: what it lists is unknown, not wrong."""
    return {entry.slug for entry in entries} or None
