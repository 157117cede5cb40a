"""Pictures before they are decoded: how large they are, without what nobody needs.

The decoder is shown only what it must see to draw one picture. Comments, other
pictures, packed texts and what stands behind the end are left out here, unread.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.sniffing import JPEG, PNG, PNG_HEAD, Kind

# Real pictures have a few dozen; each costs the decoder time, however small it is.
MOST_SEGMENTS = 5_000
MOST_SCANS = 64
PNG_PARTS = (b"IHDR", b"IDAT", b"IEND")
PNG_ONCE = (b"PLTE", b"tRNS", b"iCCP", b"eXIf")
# Markers of a JPEG that have no length, and those that begin a frame.
LONE = {0x01, *range(0xD0, 0xD8)}
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
APPLICATION, COMMENT = {*range(0xE0, 0xF0)}, 0xFE
# How the picture lies, its colours, and how they are written.
WANTED = (b"JFIF\x00", b"Exif\x00\x00", b"ICC_PROFILE\x00", b"Adobe")


@dataclass(frozen=True)
class Bare:
    """One picture, with what its decoder will need of memory for each pixel."""

    data: bytes
    width: int
    height: int
    bytes_per_pixel: int


def bare(kind: Kind, data: bytes) -> Bare:
    """Raises `Refused` for what is damaged or moves."""
    try:
        if kind is JPEG:
            return _jpeg(data)
        return _png(data) if kind is PNG else _webp(data)
    except (struct.error, IndexError) as error:
        raise Refused(Fault.DAMAGED) from error


def _jpeg(data: bytes) -> Bare:
    kept = bytearray(data[:2])
    size = (0, 0)
    cost = 4
    for marker, at, end in _segments(data):
        if marker == START_OF_SCAN:
            # Each pass over a picture takes time, and needs next to no bytes.
            if data.count(b"\xff\xda", at) > MOST_SCANS or 0 in size:
                break
            return Bare(bytes(kept) + data[at:], *size, cost)
        if marker in FRAMES:
            height, width, components = struct.unpack_from(">HHB", data, at + 5)
            size = (width, height)
            # The coefficients of all passes are kept until the last one is read;
            # what is drawn from them is drawn small if it is large.
            cost = 2 + 2 * components if marker in PROGRESSIVE else 4
        if not _is_idle(marker, data[at + 4 : end]):
            kept += data[at:end]
    raise Refused(Fault.DAMAGED)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(marker, where it begins, where it ends), to the first scan."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        marker = data[at + 1]
        if data[at] != 0xFF or marker == END_OF_IMAGE:
            return
        size = 0 if marker in LONE else struct.unpack_from(">H", data, at + 2)[0]
        yield marker, at, at + 2 + size
        at += 2 + size


def _is_idle(marker: int, content: bytes) -> bool:
    """Whether the picture is the same without this segment."""
    if marker in APPLICATION:
        return not content.startswith(WANTED)
    return marker == COMMENT


def _png(data: bytes) -> Bare:
    width, height = struct.unpack_from(">II", data, 16)
    kept = bytearray(PNG_HEAD)
    seen = set()
    at = len(PNG_HEAD)
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data) or (name == b"IHDR") != (at == len(PNG_HEAD)):
            break
        if name == b"acTL":
            raise Refused(Fault.MOVING)
        if name in PNG_PARTS or (name in PNG_ONCE and name not in seen):
            kept += data[at:end]
        if name == b"IEND":
            return Bare(bytes(kept), width, height, 4)
        seen.add(name)
        at = end
    raise Refused(Fault.DAMAGED)


def _webp(data: bytes) -> Bare:
    width = height = 0
    end = 8 + int.from_bytes(data[4:8], "little")
    for name, at, size in chunks(data):
        if name in {b"ANIM", b"ANMF"}:
            raise Refused(Fault.MOVING)
        if at + size > len(data):
            raise Refused(Fault.DAMAGED)
        wide, high = _webp_size(name, data, at)
        width, height = max(width, wide), max(height, high)
    if end > len(data) or 0 in {width, height}:
        raise Refused(Fault.DAMAGED)
    # The decoder draws on two canvases, and what it drew is copied three times.
    return Bare(data[:end], width, height, 20)


def chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """(name, where its content begins, how long it says to be) of a WebP."""
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    for _ in range(MOST_SEGMENTS):
        if at + 8 > min(end, len(data)):
            return
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, at + 8, size
        at += 8 + size + size % 2
    raise Refused(Fault.DAMAGED)


def _webp_size(name: bytes, data: bytes, at: int) -> tuple[int, int]:
    if name == b"VP8X":
        wide, high = data[at + 4 : at + 7], data[at + 7 : at + 10]
        return 1 + int.from_bytes(wide, "little"), 1 + int.from_bytes(high, "little")
    if name == b"VP8L":
        bits = int.from_bytes(data[at + 1 : at + 5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, at + 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
