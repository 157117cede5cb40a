"""A table that somebody sent, as the fields of the composer's form, row by row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.exchange.csv_cells import restored, split
from uclg_share.exchange.csv_writing import COLUMNS, FACTS, SECTIONS
from uclg_share.posts.as_file.found import Fault, Pasted
from uclg_share.posts.as_file.reading import COSTS, KINDS, LISTS
from uclg_share.posts.forms import MOST_ROWS
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import PartnerRole

MOST_BYTES = 2 * 1024 * 1024
MOST_LINES = 1000
MOST_COLUMNS = 200
SEPARATORS = ",;\t"
ROWS = {"partners": ("name", "role"), "sources": ("title", "url")}


class Unusable(Exception):
    """The table as a whole cannot be read."""

    def __init__(self, reason: Any, line: int | None = None, key: str = "") -> None:
        super().__init__(line)
        self.fault = Fault(line, key, reason)


@dataclass(frozen=True)
class Row:
    line: int
    found: Pasted


def read(text: str) -> list[Row]:
    """Every row with what is wrong in it. Raises `Unusable`."""
    lines = _records(text)
    first, head = next(lines, (1, []))
    columns = [restored(cell).strip().lower() for cell in head]
    _must_be_known(columns, first)
    rows: list[Row] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_LINES:
            reason = _l("A table may have %(number)s rows", number=f"{MOST_LINES:,}")
            raise Unusable(reason, line)
        rows.append(Row(line, _found(columns, cells, line)))
    return rows


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of the line on which it begins."""
    # The line ends of old Macs mean nothing to the reader of tables.
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(plain)
    reader = csv.reader(io.StringIO(plain), delimiter=separator, strict=True)
    line = 1
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unusable(_said(error), line) from error
        yield line, record


def _said(error: csv.Error) -> Any:
    """A quote that is never closed swallows the rest, to its end or to the limit."""
    if "expected after" in str(error):
        return _l('A quote inside a cell is written twice: ""')
    return _l("A quote is opened here and never closed, or a cell is too long")


def _separator(text: str) -> str:
    """The one that parts the most known names in the first line."""
    head = text.lstrip("\n").partition("\n")[0].lower()
    return max(SEPARATORS, key=lambda sign: _known_in(head.split(sign)))


def _known_in(cells: list[str]) -> int:
    return sum(cell.strip(" \"'") in COLUMNS for cell in cells)


def _must_be_known(columns: list[str], line: int) -> None:
    if len(columns) > MOST_COLUMNS:
        reason = _l("A table may have %(number)s columns", number=MOST_COLUMNS)
        raise Unusable(reason, line)
    if "kind" not in columns or "title" not in columns:
        reason = _l("The first line names the columns; kind and title must be there")
        raise Unusable(reason, line)
    for at, column in enumerate(columns):
        if column and column not in COLUMNS:
            raise Unusable(_l("This column is not known"), line, column[:60])
        if column and column in columns[:at]:
            raise Unusable(_l("This column stands twice"), line, column)


def _found(columns: list[str], cells: list[str], line: int) -> Pasted:
    found = Pasted()
    if len(cells) > len(columns):
        reason = _l("This row has more cells than the table has columns")
        found.faults.append(Fault(line, "", reason))
        return found
    values = {
        column: restored(cell)
        for column, cell in zip(columns, cells, strict=False)
        if column
    }
    for column in COLUMNS:
        found.places[COSTS.get(column, column)] = (line, column)
    _read_kind(found, values.pop("kind", ""))
    for column, cell in values.items():
        _read_cell(found, column, cell)
    return found


def _read_kind(found: Pasted, cell: str) -> None:
    kind = KINDS.get(cell.strip().lower().replace("_", "-"))
    if kind is None:
        reason = _l("Write one of these: %(words)s", words=", ".join(KINDS))
        found.faults.append(found.fault_at("kind", reason))
    else:
        found.kind = kind


def _read_cell(found: Pasted, column: str, cell: str) -> None:
    if column in SECTIONS:
        _read_section(found, column, cell)
    elif column in LISTS:
        words = [word.strip() for word in cell.replace(";", ",").split(",")]
        found.lists[column] = [word for word in words if word]
    elif column in ROWS:
        _read_rows(found, column, cell)
    else:
        assert column in FACTS
        found.words[COSTS.get(column, column)] = cell.strip()


def _read_section(found: Pasted, column: str, cell: str) -> None:
    if any(part.key == column for part in SPECS[found.kind].parts):
        found.words[column] = cell
    elif cell.strip():
        reason = _l("This kind of post has no such part")
        found.faults.append(found.fault_at(column, reason))


def _read_rows(found: Pasted, column: str, cell: str) -> None:
    pairs = split(cell)
    if len(pairs) > MOST_ROWS:
        reason = _l("Write at most %(number)s", number=MOST_ROWS)
        found.faults.append(found.fault_at(column, reason))
        return
    for number, pair in enumerate(pairs):
        for name, words in zip(ROWS[column], pair, strict=True):
            key = f"{column}-{number}-{name}"
            found.words[key] = words
            found.places[key] = found.places[column]
        if column == "partners" and not pair[1]:
            found.words[f"{column}-{number}-role"] = PartnerRole.PARTNER.value
