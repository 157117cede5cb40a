"""A picture from our own export comes back as it is; what only looks so does not."""

from __future__ import annotations

import pytest

from tests import badfiles, pictures
from tests.pictures import SECRET
from uclg_share.attachments.intake import Refused, read
from uclg_share.attachments.pictures import is_own_form


def test_our_own_picture_comes_back_to_the_byte() -> None:
    first = read("a.jpg", pictures.jpeg(1900, 1300))
    largest = first.parts["1600.webp"]

    again = read(first.name, largest, keep_own_form=True)

    assert again.parts["1600.webp"] == largest
    assert again.sha256 == first.sha256
    assert pictures.opened(again.parts["480.webp"]).size == (480, 328)


def test_without_being_asked_even_our_own_form_is_made_anew() -> None:
    largest = read("a.jpg", pictures.jpeg(700, 500)).parts["1600.webp"]

    assert read("a.webp", largest).parts["1600.webp"] != largest


def _behind(data: bytes) -> bytes:
    return data + SECRET


def _longer(data: bytes) -> bytes:
    """With one more part inside."""
    return pictures.riff(b"RIFF", data[8:] + pictures.riff(b"XMP ", SECRET))


def _padded(data: bytes) -> bytes:
    """With a mark of something else where the picture has ended."""
    content = data[20:] + b"%PDF-1.7 " + SECRET
    return pictures.riff(b"RIFF", b"WEBP" + pictures.riff(b"VP8 ", content))


@pytest.mark.parametrize(
    "data",
    [
        _behind(pictures.webp()),
        _longer(pictures.webp()),
        _padded(pictures.webp()),
        pictures.webp(lossless=True),
        pictures.webp(xmp=pictures.xmp()),
        pictures.webp(1601, 10),
        pictures.written(badfiles.see_through(), "WEBP"),
    ],
    ids=["behind", "longer", "padded", "lossless", "xmp", "large", "see-through"],
)
def test_what_only_looks_like_ours_is_made_anew(data: bytes) -> None:
    taken = read("a.webp", data, keep_own_form=True)

    assert taken.parts["1600.webp"] != data
    assert all(SECRET not in part for part in taken.parts.values())


def test_a_broken_picture_in_our_own_form_is_refused() -> None:
    whole = pictures.webp()
    content = whole[20 : len(whole) // 2 & ~1]
    broken = pictures.riff(b"RIFF", b"WEBP" + pictures.riff(b"VP8 ", content))
    assert is_own_form(broken)

    with pytest.raises(Refused):
        read("a.webp", broken, keep_own_form=True)
