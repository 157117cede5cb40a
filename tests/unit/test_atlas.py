"""The map was drawn with places whose position is known; ours must fall on them."""

from __future__ import annotations

import re

import pytest

from tests.tools import ROOT
from uclg_share.atlas import close_to, project

WORLD = (ROOT / "static" / "img" / "world.svg").read_text()


@pytest.mark.parametrize(
    "latitude, longitude, x, y",
    [
        (36.4, 9.2, 356.8, 83.0),
        (-1.1, -80.4, 181.1, 178.4),
        (42.6, -8.4, 326.9, 68.8),
        (14.1, -16.2, 307.5, 138.5),
        (-8.8, 34.6, 405.9, 198.7),
        (31.6, 35.9, 405.3, 94.4),
    ],
)
def test_a_place_lies_where_the_map_was_drawn(
    latitude: float, longitude: float, x: float, y: float
) -> None:
    assert project(latitude, longitude) == pytest.approx((x, y), abs=0.06)


def test_the_middle_of_the_map_is_the_equator_at_eleven_degrees_east() -> None:
    assert project(0, 11) == (360.0, 175.5)


@pytest.mark.parametrize("latitude", [-90, -45, 0, 45, 90])
@pytest.mark.parametrize("longitude", [-180, -169.1, -168.9, 0, 90, 180])
def test_every_place_on_earth_lies_on_the_sheet(
    latitude: float, longitude: float
) -> None:
    x, y = project(latitude, longitude)

    assert 0 <= x <= 720
    assert 0 <= y <= 351


def test_the_far_east_of_siberia_lies_in_the_east() -> None:
    assert project(65.0, -172.0)[0] > project(65.0, 170.0)[0]


def test_the_map_has_the_size_the_projection_speaks_of() -> None:
    assert re.search(r'viewBox="([^"]+)"', WORLD)[1] == "0 0 720 351"  # type: ignore[index]


def test_a_region_has_its_place_in_the_middle() -> None:
    assert close_to(356.8, 83.0) == "231.8 8.0 250 150"


@pytest.mark.parametrize(
    "latitude, longitude", [(65.0, -168.0), (-50.0, -70.0), (-18, 178)]
)
def test_a_region_never_leaves_the_map(latitude: float, longitude: float) -> None:
    start, above, across, down = map(
        float, close_to(*project(latitude, longitude)).split()
    )

    assert 26 <= start <= start + across <= 694
    assert 0 <= above <= above + down <= 306
