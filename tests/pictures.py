"""Pictures for tests: good ones, ones that carry a secret, and parts to break them."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageDraw

# Stands in every hidden corner of a dirty picture, and nowhere in what is kept.
SECRET = b"Rue des Oliviers 17"
PNG_HEAD = b"\x89PNG\r\n\x1a\n"
PLACE = (36.0, 48.0, 23.5)


def drawing(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Red at the top left, blue elsewhere, so that turns and colours show."""
    picture = Image.new("RGB", (width, height), "#2040c0")
    corner = (0, 0, width // 2, height // 2)
    ImageDraw.Draw(picture).rectangle(corner, fill="#d02020")
    return picture if mode == "RGB" else picture.convert(mode)


def written(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def jpeg(width: int = 640, height: int = 480, **options: Any) -> bytes:
    return written(drawing(width, height), "JPEG", **{"quality": 85} | options)


def png(width: int = 640, height: int = 480, mode: str = "RGB") -> bytes:
    return written(drawing(width, height, mode), "PNG")


def webp(width: int = 640, height: int = 480, **options: Any) -> bytes:
    return written(drawing(width, height), "WEBP", **options)


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def camera_notes(orientation: int = 6) -> bytes:
    """EXIF as of a telephone: which way is up, where it was, who it belongs to."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x013B] = SECRET.decode()
    where = notes.get_ifd(0x8825)
    where[1], where[2] = "N", PLACE
    return notes.tobytes()


def xmp() -> bytes:
    return b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"


def with_segment(data: bytes, marker: int, content: bytes) -> bytes:
    """A JPEG with one more segment at its beginning."""
    head = struct.pack(">BBH", 0xFF, marker, len(content) + 2)
    return data[:2] + head + content + data[2:]


def with_iptc(data: bytes) -> bytes:
    caption = b"\x1c\x02\x78" + struct.pack(">H", len(SECRET)) + SECRET
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(caption)) + caption
    return with_segment(data, 0xED, b"Photoshop 3.0\x00" + resource)


def with_scans(number: int) -> bytes:
    """A JPEG that says the same thing many times."""
    data = jpeg(1000, 1000, progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + last * number + data[-2:]


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG with its sum."""
    told = struct.pack(">I", len(content)) + name + content
    return told + struct.pack(">I", zlib.crc32(name + content))


def with_chunks(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with more parts behind its first one, which has 25 bytes."""
    return data[:33] + b"".join(chunks) + data[33:]


@cache
def zeros(size: int) -> bytes:
    """So many zeros, packed."""
    packing = zlib.compressobj(9)
    step = bytes(1024 * 1024)
    packed = [packing.compress(step) for _ in range(size // len(step))]
    return b"".join([*packed, packing.compress(bytes(size % len(step)))]) + (
        packing.flush()
    )


def flat_png(width: int, height: int) -> bytes:
    """A small file of very many black pixels, true to its word."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    drawn = zeros(height * (1 + (width + 7) // 8))
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", drawn) + chunk(b"IEND", b"")
    return PNG_HEAD + parts


def text_bomb(name: bytes, size: int = 64 * 1024 * 1024) -> bytes:
    """A PNG with a packed remark of this size."""
    packed = {b"iTXt": b"\x00\x01\x00\x00\x00", b"zTXt": b"\x00\x00"}[name]
    return with_chunks(png(), chunk(name, b"Comment" + packed + zeros(size)))


def moving_png(frames: int = 20_000) -> bytes:
    told = struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 10, 0, 0)
    pixel = zlib.compress(b"\x00\x00\x00\x00")
    more = [
        chunk(b"fcTL", told) + chunk(b"fdAT", struct.pack(">I", number) + pixel)
        for number in range(frames)
    ]
    begun = with_chunks(png(1, 1), chunk(b"acTL", struct.pack(">II", frames, 0)))
    return begun[:-12] + b"".join(more) + begun[-12:]


def moving_webp(frames: int = 20_000) -> bytes:
    pixel = webp(1, 1, lossless=True)[12:]
    frame = riff(b"ANMF", bytes(12) + b"\x0a\x00\x00\x00" + pixel)
    begun = riff(b"VP8X", b"\x02" + bytes(9)) + riff(b"ANIM", bytes(6))
    inside = b"WEBP" + begun + frame * frames
    return riff(b"RIFF", inside)


def moving_gif(frames: int = 20_000) -> bytes:
    whole = written(Image.new("L", (1, 1)), "GIF")
    at = whole.index(b",")
    return whole[:at] + whole[at:-1] * frames + whole[-1:]


def riff(name: bytes, content: bytes) -> bytes:
    told = name + struct.pack("<I", len(content)) + content
    return told + b"\x00" * (len(content) % 2)


def swapped_colours() -> bytes:
    """A profile in which red is blue and blue is red."""
    common = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = common.replace(b"rXYZ", b"?XYZ", 1).replace(b"bXYZ", b"rXYZ", 1)
    return swapped.replace(b"?XYZ", b"bXYZ", 1)
