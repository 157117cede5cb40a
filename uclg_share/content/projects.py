"""Cooperation projects: one row each, as a spreadsheet gives them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from uclg_share.content.checks import choice, line, maybe, refuse_twins, text, whole
from uclg_share.content.entries import ProjectEntry
from uclg_share.content.facts import (
    Known,
    address,
    country,
    currency,
    day,
    must_follow,
    reference,
)
from uclg_share.content.files import read_text
from uclg_share.content.listing import Fields
from uclg_share.content.problems import Report, quoted
from uclg_share.content.tree import Value

FILE = "cooperation_projects.csv"
COLUMNS = (
    "title",
    "acronym",
    "kind",
    "lead",
    "partners",
    "countries",
    "themes",
    "start",
    "end",
    "status",
    "budget",
    "currency",
    "summary",
    "source_url",
)
KINDS = ("ACB", "MIC", "both")
STATES = ("planned", "active", "closed", "suspended", "cancelled")
_FORMULA = ("=", "+", "-", "@")


def read_projects(
    report: Report, folder: Path, leads: Known, themes: Known
) -> tuple[ProjectEntry, ...]:
    words = read_text(report, folder, FILE)
    if words is None:
        return ()
    rows = list(_rows(report, words))
    refuse_twins([fields["title"] for fields in rows])
    return tuple(_project(fields, leads, themes) for fields in rows)


def _rows(report: Report, words: str) -> Iterator[Fields]:
    """The cells of each row with their places; an empty cell is None."""
    reader = csv.reader(io.StringIO(words, newline=""), strict=True)
    above = 0
    try:
        if tuple(next(reader, ())) != COLUMNS:
            report.add(FILE, 1, "", f"the columns must be {', '.join(COLUMNS)}")
            return
        above = reader.line_num
        for cells in reader:
            row, above = above + 1, reader.line_num
            if len(cells) != len(COLUMNS):
                reason = f"has {len(cells)} columns, {len(COLUMNS)} are expected"
                report.add(FILE, row, "", reason)
                continue
            yield {
                name: Value(cell or None, report, FILE, row, name)
                for name, cell in zip(COLUMNS, cells, strict=True)
            }
    except csv.Error as error:
        report.add(FILE, above + 1, "", f"is not CSV: {error}")


def _project(fields: Fields, leads: Known, themes: Known) -> ProjectEntry:
    _refuse_formulas(fields)
    _check_terms(fields)
    theme = partial(reference, known=themes, what="theme")
    return ProjectEntry(
        title=line(fields["title"], 150),
        acronym=maybe(fields["acronym"], partial(line, at_most=30)),
        kind=choice(fields["kind"], KINDS),
        lead=reference(fields["lead"], leads, "organisation"),
        partners=_partners(fields),
        countries=tuple(map(country, _parts(fields["countries"]))),
        themes=tuple(map(theme, _parts(fields["themes"]))),
        start=day(fields["start"]),
        end=maybe(fields["end"], day),
        status=choice(fields["status"], STATES),
        budget=maybe(fields["budget"], _budget),
        currency=maybe(fields["currency"], currency),
        summary=text(fields["summary"], 800, 20),
        source_url=address(fields["source_url"]),
    )


def _refuse_formulas(fields: Fields) -> None:
    for value in fields.values():
        if str(value.data or "").startswith(_FORMULA):
            value.refuse("a spreadsheet could read this as a formula")


def _check_terms(fields: Fields) -> None:
    end, budget = fields["end"], fields["budget"]
    must_follow(day(fields["start"]), end, maybe(end, day))
    if fields["status"].data == "active" and end.data:
        end.refuse("cannot be set while the status is active")
    if (budget.data is None) != (fields["currency"].data is None):
        budget.refuse("budget and currency go together")


def _partners(fields: Fields) -> tuple[str, ...]:
    values = _parts(fields["partners"])
    for value in values:
        if value.data == fields["lead"].data:
            value.refuse("repeats the lead")
    return tuple(line(value, 200) for value in values)


def _parts(value: Value) -> list[Value]:
    """What stands between semicolons, without spaces around and each once."""
    pieces = line(value, 2000).split(";") if value.data is not None else []
    parts = [value.inside(piece, value.line, value.key) for piece in pieces]
    if not pieces:
        value.refuse("is missing")
    if any(piece != piece.strip() or not piece for piece in pieces):
        value.refuse("has an empty part or spaces around a semicolon")
    refuse_twins(parts)
    return parts


def _budget(value: Value) -> int:
    words = str(value.data)
    if not (words.isascii() and words.isdigit()):
        value.refuse(f"must be a whole number, not {quoted(words)}")
        return 0
    return whole(value.inside(int(words[:18]), value.line, value.key), 1, 10**12)
