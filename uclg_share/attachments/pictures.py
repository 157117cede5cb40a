"""A picture is decoded and written anew, so that only what one sees of it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from uclg_share.attachments.containers import Bare, bare, chunks
from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.sniffing import WEBP, Kind

if TYPE_CHECKING:
    from PIL.Image import Image

# The longer side of each size that is kept, in pixels.
SIZES = (480, 960, 1600)
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000
# What one picture may take while it is decoded; the rest of its work needs less.
MOST_MEMORY = 260_000_000
# One picture at a time in a process; who waits so long is asked to come again.
PATIENCE = 6.0
# A download that could be taken for something else as well.
MARKS = (b"PK\x05\x06", b"PK\x03\x04", b"%PDF", b"<script", b"<html", b"<?php")

_TURN = Lock()


@dataclass(frozen=True)
class Made:
    """The sizes of a picture by their stored names, and the measure of the largest."""

    parts: dict[str, bytes]
    width: int
    height: int


def part(side: int) -> str:
    """The stored name of a size."""
    return f"{side}.webp"


def size_at(side: int, width: int, height: int) -> tuple[int, int]:
    """How wide and high a picture is when no side may be longer; never enlarged."""
    longest = max(width, height)
    if longest <= side:
        return width, height
    return max(1, round(width * side / longest)), max(1, round(height * side / longest))


def make(kind: Kind, data: bytes, keep_own_form: bool = False) -> Made:
    """Every size of a picture. Raises `Refused`."""
    found = bare(kind, data)
    if not _is_bearable(found):
        raise Refused(Fault.TOO_MANY_PIXELS)
    size = size_at(SIZES[-1], found.width, found.height)
    is_own = keep_own_form and kind is WEBP and is_own_form(data)
    own = data if is_own and size == (found.width, found.height) else None
    with _one_at_a_time():
        from uclg_share.attachments import drawing  # noqa: PLC0415  loads Pillow

        picture = drawing.drawn(kind, found, size)
        return _sizes(picture, own)


def is_own_form(data: bytes) -> bool:
    """Whether a WebP is one picture, lossy, in the simple form, and nothing else."""
    end = 8 + int.from_bytes(data[4:8], "little")
    found = list(chunks(data))
    if end != len(data) or [name for name, _, _ in found] != [b"VP8 "]:
        return False
    _, at, size = found[0]
    padding = data[at + size :]
    return padding == b"\x00" * (size % 2) and not any(mark in data for mark in MARKS)


def _is_bearable(found: Bare) -> bool:
    pixels = found.width * found.height
    return (
        pixels <= MOST_PIXELS
        and max(found.width, found.height) <= LONGEST_SIDE
        and pixels * found.bytes_per_pixel <= MOST_MEMORY
    )


def _sizes(picture: Image, own: bytes | None) -> Made:
    from uclg_share.attachments import drawing  # noqa: PLC0415  loads Pillow

    width, height = picture.size
    made: dict[tuple[int, int], bytes] = {}
    if own is not None:
        made[picture.size] = own
    parts = {}
    for side in reversed(SIZES):
        size = size_at(side, width, height)
        if size not in made:
            made[size] = _written(drawing.shrunk(picture, size))
        parts[part(side)] = made[size]
    return Made(parts, width, height)


def _written(picture: Image) -> bytes:
    """As WebP; by chance a mark can stand in it, and is gone at another quality."""
    for quality in (80, 79, 78, 77, 76):
        out = BytesIO()
        picture.save(
            out, "WEBP", quality=quality, method=4, exif=b"", icc_profile=b"", xmp=b""
        )
        if is_own_form(out.getvalue()):
            return out.getvalue()
    raise Refused(Fault.DAMAGED)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    if not _TURN.acquire(timeout=PATIENCE):
        raise Refused(Fault.BUSY)
    try:
        yield
    finally:
        _TURN.release()
