"""Sections, themes, goals, committees and groups: the words everything else uses."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from uclg_share.content.checks import choice, each, line, maybe, text, whole
from uclg_share.content.entries import (
    CommitteeEntry,
    GroupEntry,
    SdgEntry,
    SectionEntry,
    ThemeEntry,
)
from uclg_share.content.facts import Known, address, names, reference, slug
from uclg_share.content.listing import Fields, Listing, read_listing
from uclg_share.content.problems import Report, quoted
from uclg_share.content.tree import Value

COMMITTEE_STATES = ("active", "historic")
JOIN_POLICIES = ("open", "by-approval")
GOALS = list(range(1, 18))
SECTIONS = Listing("sections.yaml", "sections", "code", ("code", "name"))
THEMES = Listing("themes.yaml", "themes", "slug", ("slug", "name"))
SDGS = Listing("sdgs.yaml", "sdgs", "number", ("number", "name"))
COMMITTEES = Listing(
    "committees.yaml",
    "committees",
    "slug",
    ("slug", "name", "aliases", "status", "description"),
    ("note", "note_source"),
)
GROUPS = Listing(
    "groups.yaml",
    "groups",
    "slug",
    (
        "slug",
        "committee",
        "name",
        "short_description",
        "description",
        "themes",
        "join_policy",
        "posting_guidelines",
    ),
)
_CODE = re.compile(r"[A-Z]{2,20}")


def read_sections(report: Report, folder: Path) -> tuple[SectionEntry, ...]:
    _, found = read_listing(report, folder, SECTIONS)
    return tuple(SectionEntry(_code(f["code"]), names(f["name"])) for f in found)


def _code(value: Value) -> str:
    words = line(value, 20)
    if words and not _CODE.fullmatch(words):
        value.refuse(f"{quoted(words)} is not made of capital letters")
    return words


def read_themes(report: Report, folder: Path) -> tuple[ThemeEntry, ...]:
    _, found = read_listing(report, folder, THEMES)
    return tuple(ThemeEntry(slug(f["slug"]), names(f["name"], 80)) for f in found)


def read_sdgs(report: Report, folder: Path) -> tuple[SdgEntry, ...]:
    """The goals are the world's: all seventeen, in their order."""
    before = len(report.problems)
    _, found = read_listing(report, folder, SDGS)
    goals = tuple(SdgEntry(whole(f["number"], 1, 17), names(f["name"])) for f in found)
    if len(report.problems) == before and [goal.number for goal in goals] != GOALS:
        report.add("sdgs.yaml", None, "sdgs", "goals 1 to 17 are expected, in order")
    return goals


def read_committees(report: Report, folder: Path) -> tuple[CommitteeEntry, ...]:
    _, found = read_listing(report, folder, COMMITTEES)
    return tuple(map(_committee, found))


def _committee(fields: Fields) -> CommitteeEntry:
    return CommitteeEntry(
        slug=slug(fields["slug"]),
        names=names(fields["name"]),
        aliases=each(fields["aliases"], partial(line, at_most=200)),
        descriptions=names(fields["description"], 1200),
        note=maybe(fields["note"], partial(text, at_most=1000)),
        note_source=maybe(fields["note_source"], address),
        status=choice(fields["status"], COMMITTEE_STATES),
    )


def read_groups(
    report: Report, folder: Path, committees: Known, themes: Known
) -> tuple[GroupEntry, ...]:
    _, found = read_listing(report, folder, GROUPS)
    return tuple(_group(fields, committees, themes) for fields in found)


def _group(fields: Fields, committees: Known, themes: Known) -> GroupEntry:
    committee = partial(reference, known=committees, what="committee")
    theme = partial(reference, known=themes, what="theme")
    rule = partial(line, at_most=250)
    return GroupEntry(
        slug=slug(fields["slug"]),
        committee=maybe(fields["committee"], committee),
        names=names(fields["name"], 120),
        short_descriptions=names(fields["short_description"], 300),
        descriptions=names(fields["description"], 1200),
        themes=each(fields["themes"], theme),
        join_policy=choice(fields["join_policy"], JOIN_POLICIES),
        guidelines=each(fields["posting_guidelines"], rule, 3, 5),
    )
