"""PDF and plain text: kept as they came, after a look inside.

A PDF is a program's input, and no search finds everything in one. What is looked for is
what a reader would run or unpack; the rest is up to how it is served.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain

from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.sniffing import PDF, Kind

# Control characters that no text has; an escape would move the cursor of a terminal.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_END = re.compile(rb"%%EOF[\s\x00]*\Z")
_STREAM = re.compile(rb"stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")


def _names(*names: str) -> re.Pattern[bytes]:
    """These names of a PDF, each letter as itself or spelled as #xx."""
    spelled = (
        "".join(f"(?:{letter}|(?i:#{ord(letter):02x}))" for letter in name)
        for name in names
    )
    return re.compile(f"/(?:{'|'.join(spelled)})(?![A-Za-z0-9])".encode())


_LIVE = _names(
    *("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles"),
    *("RichMedia", "ImportData", "XFA"),
)
_LOCKED = _names("Encrypt")

MOST_STREAMS = 20_000
# Objects are packed in small streams; a picture is looked at no further than this.
LONGEST_LOOK = 4 * 1024 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
# A search stops at each of these.
MOST_NAMES = 10_000_000
PIECE = 16 * 1024


def check(kind: Kind, data: bytes) -> None:
    """Raises `Refused`."""
    if kind is PDF:
        _check_pdf(data)
    else:
        _check_text(data)


def _check_text(data: bytes) -> None:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Fault.NOT_UTF8) from error
    if _CONTROLS.search(data):
        raise Refused(Fault.NOT_UTF8)


def _check_pdf(data: bytes) -> None:
    # What stands behind the end would be something else, such as an archive.
    if not _END.search(data[-1024:]) or b"startxref" not in data[-2048:]:
        raise Refused(Fault.DAMAGED)
    if _LOCKED.search(data):
        raise Refused(Fault.LOCKED)
    if any(map(_LIVE.search, chain([data], _unpacked(data)))):
        raise Refused(Fault.LIVE)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The beginning of each packed stream: since PDF 1.5 objects hide in them."""
    total = names = 0
    for number, found in enumerate(_STREAM.finditer(data)):
        inside = _beginning(data, found.end())
        total += len(inside)
        names += inside.count(b"/")
        if number > MOST_STREAMS or total > MOST_UNPACKED or names > MOST_NAMES:
            raise Refused(Fault.TOO_MUCH_INSIDE)
        yield inside


def _beginning(data: bytes, at: int) -> bytes:
    unpacking = zlib.decompressobj()
    inside = bytearray()
    with suppress(zlib.error):  # it was no such stream
        while at < len(data) and not unpacking.eof and len(inside) < LONGEST_LOOK:
            piece = data[at : at + PIECE]
            inside += unpacking.decompress(piece, LONGEST_LOOK - len(inside))
            at += len(piece)
    return bytes(inside)
