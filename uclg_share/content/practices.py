"""Case studies and experiences: one file each, in the folder `posts`."""

from __future__ import annotations

import re
from pathlib import Path

from uclg_share.content.body import Body, read_body
from uclg_share.content.checks import mapping, refuse_twins
from uclg_share.content.entries import PracticeEntry
from uclg_share.content.facts import LANGUAGES
from uclg_share.content.files import read_text
from uclg_share.content.front_matter import Document, split
from uclg_share.content.headings import KINDS, Headings
from uclg_share.content.listing import Fields
from uclg_share.content.practice_facts import OPTIONAL, REQUIRED, read_facts
from uclg_share.content.practice_rules import Vocabulary
from uclg_share.content.problems import Report
from uclg_share.content.relations import Reading, check_relations

FOLDER = "posts"
_NAME = re.compile(r"[0-9]{2,4}-(?P<slug>.+)\.md")


def practice_files(report: Report, folder: Path) -> dict[str, str]:
    """File → the slug its name promises, in the order of the names."""
    try:
        paths = sorted(p for p in (folder / FOLDER).iterdir() if p.suffix == ".md")
    except OSError:
        report.add(FOLDER, None, "", "is missing")
        return {}
    files = {}
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None:
            report.add(f"{FOLDER}/{path.name}", None, "", "must be named NN-slug.md")
        else:
            files[f"{FOLDER}/{path.name}"] = match["slug"]
    return files


def read_practices(
    report: Report,
    folder: Path,
    files: dict[str, str],
    known: Vocabulary,
    headings: Headings | None,
) -> tuple[PracticeEntry, ...]:
    readings = []
    for file, promised in files.items():
        text = read_text(report, folder, file)
        document = None if text is None else split(report, file, text)
        if document is not None:
            reading = _read(report, file, document, known, headings)
            _must_be_named(reading.fields, promised)
            readings.append(reading)
    refuse_twins([reading.fields["slug"] for reading in readings])
    check_relations(readings)
    return tuple(reading.entry for reading in readings)


def _must_be_named(fields: Fields, promised: str) -> None:
    value = fields["slug"]
    if isinstance(value.data, str) and value.data != promised:
        value.refuse(f"differs from the name of the file, {promised}")


def _read(
    report: Report,
    file: str,
    document: Document,
    known: Vocabulary,
    headings: Headings | None,
) -> Reading:
    fields = mapping(document.facts, REQUIRED, OPTIONAL)
    sections = _sections(report, file, document, fields, headings)
    return Reading(read_facts(file, fields, known, sections), fields)


def _sections(
    report: Report,
    file: str,
    document: Document,
    fields: Fields,
    headings: Headings | None,
) -> dict[str, str]:
    """Nothing when kind or language are unknown: no heading could be right."""
    kind, language = fields["kind"].data, fields["language"].data
    if headings is None or kind not in KINDS or language not in LANGUAGES:
        return {}
    lines = tuple(document.body.split("\n"))
    body = Body(report, file, lines, document.body_line, kind, language)
    return read_body(body, headings)
