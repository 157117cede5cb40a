"""Opening a ZIP that somebody sent: bounded in every direction before it is believed.

An archive says how much is in it; what counts is what comes out while it is read.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

MOST_BYTES = 25 * 1024 * 1024
MOST_ENTRIES = 500
MOST_OF_ONE = 10 * 1024 * 1024
MOST_OF_ALL = 100 * 1024 * 1024
LONGEST_NAME = 200
# The list at the end of an archive, which the reader takes in as a whole.
MOST_OF_LIST = 256 * 1024
END = b"PK\x05\x06"
END_64 = b"PK\x06\x07"
END_SIZE, LONGEST_COMMENT = 22, 65_535
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")
# What systems put beside the files of their owner.
PASSED_OVER = re.compile(r"(^|/)(__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.I)
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError,
    OSError, ValueError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip
NO_ARCHIVE = _l("This is no ZIP archive that can be read")
TOO_MANY = _l("An archive may hold 500 files")
TOO_MUCH = _l("More than 100 megabytes come out of this archive")
TOO_BIG = _l("A file of the archive may have 10 megabytes")


class Unpackable(Exception):
    """The archive, or one file of it by its name, cannot be used."""

    def __init__(self, reason: Any, name: str = "") -> None:
        super().__init__(str(name))
        self.reason, self.name = reason, name


@dataclass
class Opened:
    """The files of an archive by their names, read one at a time."""

    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    left: int = MOST_OF_ALL

    @property
    def names(self) -> list[str]:
        return sorted(self.entries)

    def read(self, name: str) -> bytes:
        """Raises `Unpackable`, at the latest when the bounds of all are reached."""
        try:
            with self.archive.open(self.entries[name]) as file:
                content = file.read(MOST_OF_ONE + 1)
        except BROKEN as error:
            raise Unpackable(_l("This file of the archive is damaged"), name) from error
        if len(content) > MOST_OF_ONE:
            raise Unpackable(TOO_BIG, name)
        self.left -= len(content)
        if self.left < 0:
            raise Unpackable(TOO_MUCH)
        return content


def open_archive(data: bytes) -> Opened:
    if len(data) > MOST_BYTES:
        raise Unpackable(_l("An archive may have 25 megabytes"))
    _look_at_the_end(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise Unpackable(NO_ARCHIVE) from error
    if len(archive.infolist()) > MOST_ENTRIES:
        raise Unpackable(TOO_MANY)
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in archive.infolist():
        name = _name_of(entry)
        _must_stay_inside(name.removesuffix("/"))
        if entry.is_dir() or PASSED_OVER.search(name):
            continue
        _must_be_plain(entry, name)
        key = unicodedata.normalize("NFKC", name).casefold()
        if key in seen:
            raise Unpackable(_l("This name stands twice in the archive"), name)
        seen.add(key)
        entries[name] = entry
    return Opened(archive, entries)


def _look_at_the_end(data: bytes) -> None:
    """How many files there are said to be, before a list of a million is read in."""
    tail = data[-(END_SIZE + LONGEST_COMMENT) :]
    at = tail.rfind(END)
    if at < 0 or at + END_SIZE > len(tail):
        raise Unpackable(NO_ARCHIVE)
    (number, size) = struct.unpack("<HL", tail[at + 10 : at + 16])
    if number > MOST_ENTRIES or size > MOST_OF_LIST:
        raise Unpackable(TOO_MANY)
    # The long form of the end would say something else again.
    if tail.count(END) > 1 or END_64 in tail[max(0, at - 20) : at]:
        raise Unpackable(NO_ARCHIVE)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Without the mark of UTF-8 a name may be UTF-8 all the same."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = entry.orig_filename
    return unicodedata.normalize("NFC", name)


def _must_stay_inside(name: str) -> None:
    """A path of plain names below the folder of the archive."""
    parts = name.split("/")
    is_outside = "\\" in name or ":" in name or not all(p.strip(". ") for p in parts)
    if is_outside or len(name) > LONGEST_NAME or not name.isprintable():
        raise Unpackable(_l("This name cannot be used in an archive"), shown(name))


def _must_be_plain(entry: zipfile.ZipInfo, name: str) -> None:
    """A file with contents, packed in a way that we read."""
    form = stat.S_IFMT(entry.external_attr >> 16)
    if form not in {0, stat.S_IFREG}:
        raise Unpackable(_l("Only plain files are taken: no links"), name)
    if entry.flag_bits & 0x1:
        raise Unpackable(_l("This file is locked by a password"), name)
    if entry.compress_type not in READABLE:
        raise Unpackable(_l("This file is packed in a way we do not read"), name)
    if name.lower().endswith(ARCHIVES):
        raise Unpackable(_l("An archive inside the archive is not opened"), name)
    if entry.file_size > MOST_OF_ONE:
        raise Unpackable(TOO_BIG, name)


def shown(name: str) -> str:
    """A name from outside that is fit to be printed."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:LONGEST_NAME]
