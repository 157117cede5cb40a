"""The text of a practice: fixed headings, a closing line, plain Markdown between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from uclg_share.content.facts import arabic_letters
from uclg_share.content.headings import LIMITS, Headings
from uclg_share.content.problems import Report, quoted

WORDS = {"case-study": (250, 600), "experience": (100, 300)}
_FOREIGN_LETTERS = 20
_HTML = re.compile(r"<[a-zA-Z/!]")
_LIST_OR_TABLE = re.compile(r"\||- |[0-9]{1,3}\. ")
_SIGNS = str.maketrans(dict.fromkeys("|#*-", " "))


@dataclass(frozen=True)
class Body:
    """The lines after the front matter; `first` is the number of the first one."""

    report: Report
    file: str
    lines: tuple[str, ...]
    first: int
    kind: str
    language: str

    def refuse(self, index: int | None, key: str, reason: str) -> None:
        line = None if index is None else self.first + index
        self.report.add(self.file, line, key, reason)


@dataclass(frozen=True)
class _Heading:
    index: int
    words: str


def read_body(body: Body, headings: Headings) -> dict[str, str]:
    """Field → Markdown without headings and closing line; empty after a fault."""
    before = len(body.report.problems)
    for index, line in enumerate(body.lines):
        _check_line(body, index, line)
    _check_tables(body)
    _check_extent(body)
    end = _closing_line(body, headings.closing[body.language])
    found = list(_headings(body))
    _check_headings(body, headings, found)
    if len(body.report.problems) > before:
        return {}
    return _cut(body, headings.fields[body.kind], found, end)


def _check_line(body: Body, index: int, line: str) -> None:
    if line.startswith("#") and not line.startswith("## "):
        body.refuse(index, "", "only headings of level 2 are allowed")
    if _HTML.search(line):
        body.refuse(index, "", "HTML is not allowed")
    if "http" in line:
        body.refuse(index, "", "addresses belong into sources")


def _check_tables(body: Body) -> None:
    columns: int | None = None
    for index, line in enumerate(body.lines):
        bars = line.replace("\\|", "").count("|") if line.startswith("|") else None
        if bars is not None and columns is not None and bars != columns:
            body.refuse(index, "", "the row is not as long as the one above")
        columns = bars


def _check_extent(body: Body) -> None:
    text = "\n".join(body.lines)
    words = len(text.translate(_SIGNS).split())
    least, most = WORDS[body.kind]
    if not least <= words <= most:
        body.refuse(None, "", f"has {words} words, {least} to {most} are expected")
    if body.kind == "case-study" and not any(map(_LIST_OR_TABLE.match, body.lines)):
        body.refuse(None, "", "has no list and no table")
    if (arabic_letters(text) > _FOREIGN_LETTERS) != (body.language == "ar"):
        body.refuse(None, "", "is written in the wrong script")


def _closing_line(body: Body, closing: str) -> int | None:
    """Where the text ends: at the line that says what it was compiled from."""
    places = [index for index, line in enumerate(body.lines) if closing in line]
    written = [index for index, line in enumerate(body.lines) if line.strip()]
    last = written[-1] if written else 0
    if not written or body.lines[last].rstrip() != closing:
        body.refuse(last, "", f"must end with the line {quoted(closing)}")
        return None
    for index in places[:-1]:
        body.refuse(index, "", "the closing line must stand once")
    return last


def _headings(body: Body) -> Iterator[_Heading]:
    for index, line in enumerate(body.lines):
        if line.startswith("## "):
            yield _Heading(index, line[3:].rstrip())


def _check_headings(body: Body, headings: Headings, found: list[_Heading]) -> None:
    wanted = headings.texts[body.kind][body.language]
    fields = headings.fields[body.kind]
    for field, words, heading in zip(fields, wanted, found, strict=False):
        if heading.words != words:
            reason = f"the heading {quoted(heading.words)} should be {quoted(words)}"
            body.refuse(heading.index, field, reason)
    for field, words in list(zip(fields, wanted, strict=True))[len(found) :]:
        body.refuse(None, field, f"the heading {quoted(words)} is missing")
    for heading in found[len(wanted) :]:
        body.refuse(heading.index, "", f"unknown heading {quoted(heading.words)}")
    first = found[0].index if found else len(body.lines)
    if found and any(line.strip() for line in body.lines[:first]):
        body.refuse(0, "", "text stands before the first heading")


def _cut(
    body: Body, fields: tuple[str, ...], found: list[_Heading], end: int | None
) -> dict[str, str]:
    ends = [*(heading.index for heading in found[1:]), end]
    sections = {}
    for field, heading, stop in zip(fields, found, ends, strict=True):
        words = "\n".join(body.lines[heading.index + 1 : stop]).strip()
        if not words:
            body.refuse(heading.index, field, "is empty")
        if len(words) > LIMITS[field]:
            reason = f"has {len(words)} characters, {LIMITS[field]} are allowed"
            body.refuse(heading.index, field, reason)
        sections[field] = words
    return sections
