"""A file that somebody sent, taken apart into texts: nothing of it is believed yet."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.exchange import csv_reading, decoding
from uclg_share.exchange.archive import Opened, Unpackable, open_archive, shown
from uclg_share.posts.as_file.found import Fault, Pasted
from uclg_share.posts.as_file.reading import read

TEXTS = (".md", ".markdown")
TABLES = (".csv", ".tsv", ".txt")
MOST_OF_TEXT = 200_000
TOO_LONG = _l("A text may have 200 kilobytes")


@dataclass(frozen=True)
class Sheet:
    """One text as it was found; `place` is its file, empty for a row of a table."""

    place: str
    line: int | None
    found: Pasted


@dataclass
class Bundle:
    sheets: list[Sheet] = field(default_factory=list)
    # What is wrong beside the texts, each with the file it is in.
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    archive: Opened | None = None
    # Files that were not saved as UTF-8, and read by a guess.
    guessed: list[str] = field(default_factory=list)

    def refuse(self, place: str, reason: Any) -> None:
        self.faults.append((place, Fault(None, "", reason)))


def unpack(name: str, data: bytes) -> Bundle:
    """A ZIP of texts and pictures, one text, or a table: told by what it is."""
    bundle = Bundle()
    ending = name.lower()
    if data.startswith(b"PK") or ending.endswith(".zip"):
        _open(bundle, data)
    elif ending.endswith(TEXTS):
        _read_text(bundle, shown(name), data)
    elif ending.endswith(TABLES):
        _read_table(bundle, shown(name), data)
    else:
        reason = _l("Send a ZIP archive, a table as CSV, or one Markdown file")
        bundle.refuse(shown(name), reason)
    if not bundle.sheets and not bundle.faults:
        bundle.refuse(shown(name), _l("There is no text in it"))
    return bundle


def _open(bundle: Bundle, data: bytes) -> None:
    try:
        bundle.archive = archive = open_archive(data)
        for name in archive.names:
            if name.lower().endswith(TEXTS):
                _read_text(bundle, name, archive.read(name))
    except Unpackable as error:
        bundle.refuse(error.name, error.reason)
        return
    named = {path for sheet in bundle.sheets for path in files_of(sheet, archive)}
    for name in archive.names:
        if not name.lower().endswith(TEXTS) and name not in named:
            bundle.refuse(name, _l("No text names this file"))


def files_of(sheet: Sheet, archive: Opened | None) -> list[str]:
    """Where in the archive the files of a text are, as far as they are there."""
    found = (file_at(sheet, one.file, archive) for one in sheet.found.files)
    return [path for path in found if path]


def file_at(sheet: Sheet, file: str, archive: Opened | None) -> str:
    return place_of(sheet.place, file, archive.entries if archive else ())


def place_of(text: str, file: str, places: Container[str]) -> str:
    """Named from the folder of the text, or from the top of the archive."""
    folder = text.rpartition("/")[0]
    named = [f"{folder}/{file}", file] if folder else [file]
    return next((place for place in named if place in places), "")


def _read_text(bundle: Bundle, place: str, data: bytes) -> None:
    if text := _words(bundle, place, data, MOST_OF_TEXT, TOO_LONG):
        found = read(text.replace("\r\n", "\n"))
        bundle.sheets.append(Sheet(place, None, found))


def _read_table(bundle: Bundle, place: str, data: bytes) -> None:
    reason = _l("A table may have 2 megabytes")
    text = _words(bundle, place, data, csv_reading.MOST_BYTES, reason)
    if not text:
        return
    try:
        rows = csv_reading.read(text)
    except csv_reading.Unusable as error:
        bundle.faults.append((place, error.fault))
        return
    bundle.sheets += [Sheet("", row.line, row.found) for row in rows]


def _words(bundle: Bundle, place: str, data: bytes, most: int, reason: Any) -> str:
    """The text of a file; empty after saying why there is none."""
    if len(data) > most:
        bundle.refuse(place, reason)
        return ""
    try:
        text, is_guess = decoding.words_of(data)
    except decoding.Undecodable as error:
        bundle.refuse(place, error.reason)
        return ""
    if is_guess:
        bundle.guessed.append(place)
    if not text.strip():
        bundle.refuse(place, _l("This file is empty"))
    return text.strip() and text
