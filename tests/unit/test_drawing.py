"""A picture is drawn anew: upright, in its colours, in three sizes."""

from __future__ import annotations

import hashlib

import pytest
from PIL import Image

from tests import badfiles, pictures
from uclg_share.attachments import pictures as taken_pictures
from uclg_share.attachments.intake import read
from uclg_share.attachments.pictures import size_at

RED, WHITE = (208, 32, 32), (255, 255, 255)


def test_a_picture_has_three_sizes_that_keep_its_shape() -> None:
    taken = read("a.jpg", pictures.jpeg(2000, 1500))

    sizes = {name: pictures.opened(part).size for name, part in taken.parts.items()}
    assert sizes == {
        "480.webp": (480, 360),
        "960.webp": (960, 720),
        "1600.webp": (1600, 1200),
    }
    assert (taken.width, taken.height) == (1600, 1200)
    assert taken.sha256 == hashlib.sha256(taken.parts["1600.webp"]).hexdigest()
    assert taken.size == len(taken.parts["1600.webp"])
    assert taken.stored == sum(map(len, taken.parts.values()))


def test_a_small_picture_is_never_enlarged() -> None:
    taken = read("a.png", pictures.png(600, 100))

    sizes = {name: pictures.opened(part).size for name, part in taken.parts.items()}
    assert sizes == {
        "480.webp": (480, 80),
        "960.webp": (600, 100),
        "1600.webp": (600, 100),
    }


@pytest.mark.parametrize("width, height", [(12_000, 1), (3, 9_999), (1600, 1), (1, 1)])
def test_every_size_is_as_it_is_announced(width: int, height: int) -> None:
    taken = read("a.png", pictures.png(width, height))

    assert taken.width
    assert taken.height
    for side in taken_pictures.SIZES:
        found = pictures.opened(taken.parts[f"{side}.webp"]).size
        assert found == size_at(side, taken.width, taken.height)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_stands_as_the_camera_held_it(form: str, orientation: int) -> None:
    notes = pictures.camera_notes(orientation)
    data = pictures.written(pictures.drawing(), form, exif=notes)

    taken = read(f"a.{form}", data)

    shown = pictures.opened(taken.parts["480.webp"])
    turned = orientation >= 5
    corner = {1: 0, 2: 1, 3: 2, 4: 3, 5: 0, 6: 1, 7: 2, 8: 3}[orientation]
    assert shown.size == ((360, 480) if turned else (480, 360))
    assert [_near(at, RED) for at in _corners(shown)].index(True) == corner


def test_what_is_see_through_stands_on_white() -> None:
    for case in badfiles.DIRTY:
        if case.case in {"see-through", "see-through-webp"}:
            shown = pictures.opened(read(case.name, case.make()).parts["480.webp"])

            assert _near(_corners(shown)[0], RED)
            assert _near(_corners(shown)[2], WHITE)


def test_the_colours_of_a_profile_are_obeyed_before_it_is_dropped() -> None:
    data = pictures.jpeg(icc_profile=pictures.swapped_colours())

    shown = pictures.opened(read("a.jpg", data).parts["480.webp"])

    red, _green, blue = _corners(shown)[0]
    assert blue > 150 > red


def test_grey_of_sixteen_bits_keeps_its_brightness() -> None:
    data = pictures.written(badfiles.sixteen_bits(), "PNG")

    shown = pictures.opened(read("a.png", data).parts["480.webp"])

    assert _near(_corners(shown)[0], (128, 128, 128))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "CMYK"])
def test_a_very_large_picture_is_made_smaller_in_strips(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    data = pictures.written(pictures.drawing(4901, 1203, mode), form)

    taken = read(f"a.{form}", data)

    shown = pictures.opened(taken.parts["1600.webp"])
    assert shown.size == (1600, 393)
    bright, dark = _corners(shown)[0], _corners(shown)[2]
    assert bright[0] > dark[0]


def _corners(picture: Image.Image) -> list[tuple[int, int, int]]:
    """Colours at the top left, top right, bottom right and bottom left."""
    right, bottom = picture.width - 9, picture.height - 9
    places = [(8, 8), (right, 8), (right, bottom), (8, bottom)]
    small = picture.convert("RGB")
    if min(small.size) < 20:
        small = small.resize((100, 100))
        places = [(8, 8), (91, 8), (91, 91), (8, 91)]
    return [small.getpixel(place) for place in places]  # type: ignore[misc]


def _near(colour: tuple[int, int, int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 16 for one, other in zip(colour, wanted, strict=True))
