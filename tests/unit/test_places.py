"""Every country has its place and its region, and every circle stands free."""

from __future__ import annotations

from itertools import combinations
from math import hypot

import pytest

from uclg_share.atlas import project
from uclg_share.countries import CODES as COUNTRIES
from uclg_share.places.circles import LEAST, circles
from uclg_share.places.positions import POSITIONS
from uclg_share.places.regions import CODES, MEMBERS, WORLD, frame_of, region_of

WITHOUT_REGION = {"AQ"}


def test_every_country_has_a_place() -> None:
    assert set(POSITIONS) == set(COUNTRIES)


def test_every_country_lies_in_one_region() -> None:
    members = [code for codes in MEMBERS.values() for code in codes]

    assert len(members) == len(set(members))
    assert set(members) == set(COUNTRIES) - WITHOUT_REGION
    assert region_of("MZ") == "202"
    assert region_of("AQ") == ""


@pytest.mark.parametrize("region", CODES)
def test_a_region_is_a_part_of_the_map_in_its_shape(region: str) -> None:
    frame = frame_of(region)

    assert WORLD.left <= frame.left <= frame.left + frame.width
    assert frame.left + frame.width <= WORLD.left + WORLD.width + 0.2
    assert WORLD.top <= frame.top <= frame.top + frame.height <= WORLD.height + 0.2
    shape = frame.width / frame.height
    assert shape == pytest.approx(WORLD.width / WORLD.height, rel=0.01)


def test_a_region_shows_what_lies_in_it() -> None:
    for region, left, top, width, height in ((one, *frame_of(one)) for one in CODES):
        inside = [
            left <= x <= left + width and top <= y <= top + height
            for x, y in (project(*POSITIONS[code]) for code in MEMBERS[region])
        ]
        # The Pacific is wide, and so is Russia.
        assert sum(inside) / len(inside) > 0.6, region


@pytest.mark.parametrize("region", ["", *CODES])
def test_circles_are_large_enough_and_do_not_cover_each_other(region: str) -> None:
    members = MEMBERS.get(region, sorted(COUNTRIES)[::3])
    found = circles(tuple((code, 3) for code in members), frame_of(region))
    unit = frame_of(region).width / WORLD.width

    assert all(one.r >= LEAST * unit - 0.01 for one in found)
    for one, other in combinations(found, 2):
        apart = hypot(one.x - other.x, one.y - other.y)
        assert apart > 0.6 * (one.r + other.r), (one.code, other.code)


def test_more_practices_make_a_larger_circle() -> None:
    many, few = circles((("BR", 40), ("IN", 2)), WORLD)

    assert many.r > few.r
    assert (many.x, many.y) == project(*POSITIONS["BR"])


def test_two_in_one_place_part() -> None:
    one, other = circles((("IT", 1), ("VA", 1)), WORLD)

    assert hypot(one.x - other.x, one.y - other.y) > one.r
