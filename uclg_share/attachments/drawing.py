"""From the bytes of a picture to its pixels, upright and in common colours.

The only file that loads Pillow, and it is loaded with the first picture.
"""

from __future__ import annotations

import ctypes
import warnings
from contextlib import suppress
from io import BytesIO
from typing import cast

from PIL import Image, ImageCms

from uclg_share.attachments.containers import Bare
from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.sniffing import Kind

# A second guard behind our own measure; between one and two times Pillow only warns.
Image.MAX_IMAGE_PIXELS = 40_000_000
warnings.simplefilter("error", Image.DecompressionBombWarning)

# What is freed of large pieces goes back to the system at once: otherwise the C library
# keeps it, once for every thread that ever drew a picture. Others need no telling.
M_MMAP_THRESHOLD = -3
with suppress(AttributeError, OSError, TypeError):
    ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1024 * 1024)

# Down to this a picture is made smaller roughly, and finely from there.
ROUGHLY = 2400
STRIP = 64
LARGEST_PROFILE = 1024 * 1024
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def drawn(kind: Kind, found: Bare, size: tuple[int, int]) -> Image.Image:
    """The picture in RGB on white, of this size before it is set upright."""
    try:
        rough, turn, profile = _decoded(kind, found)
    except Refused:
        raise
    except Image.DecompressionBombWarning as error:
        raise Refused(Fault.TOO_MANY_PIXELS) from error
    except Exception as error:  # a decoder raises whatever it stumbles upon
        raise Refused(Fault.DAMAGED) from error
    picture = shrunk(rough, size)
    if turn is not None:
        picture = picture.transpose(turn)
    return _on_white(_in_common_colours(picture, profile))


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS)


def _decoded(
    kind: Kind, found: Bare
) -> tuple[Image.Image, Image.Transpose | None, bytes | None]:
    """Not much larger than needed, how to turn it, and the profile of its colours."""
    with Image.open(BytesIO(found.data), formats=(kind.name.upper(),)) as source:
        if source.size != (found.width, found.height):
            raise Refused(Fault.DAMAGED)
        source.draft(None, (ROUGHLY, ROUGHLY))  # of a JPEG only
        source.load()
        return _roughly(source), _turn(source), source.info.get("icc_profile")


def _turn(source: Image.Image) -> Image.Transpose | None:
    try:
        return UPRIGHT.get(source.getexif().get(ORIENTATION, 1))
    except Exception:  # the notes of a camera may be broken, the picture is not
        return None


def _roughly(source: Image.Image) -> Image.Image:
    """Smaller by a whole number, in strips: no second copy of many pixels is made."""
    factor = max(source.size) // ROUGHLY
    if factor < 2:
        return _plain(source)
    width, height = (-(-side // factor) for side in source.size)
    whole: Image.Image | None = None
    for top in range(0, source.height, STRIP * factor):
        bottom = min(top + STRIP * factor, source.height)
        strip = _plain(source.crop((0, top, source.width, bottom))).reduce(factor)
        whole = whole or Image.new(strip.mode, (width, height))
        whole.paste(strip, (0, top // factor))
    assert whole is not None
    return whole


def _plain(picture: Image.Image) -> Image.Image:
    """In one of four modes, of 8 bits: L, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if picture.mode in {"L", "RGB", "CMYK"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_common_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """A profile is obeyed and then dropped; one that makes no sense only dropped."""
    if not profile or len(profile) > LARGEST_PROFILE:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        known = ImageCms.ImageCmsProfile(BytesIO(profile))
        common = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, known, common, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
    return cast(Image.Image, made)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        flat = picture.convert("RGB")
    else:
        flat = Image.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A"))
    flat.info.clear()
    return flat
