"""Maps, the lists behind their circles, and the same as tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.afterwards import WHY
from tests.drafts import case_study, experience, published
from tests.families import translated
from tests.questions import discussed
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post

MAPS = [
    "/en/map",
    "/en/groups/water/map",
    "/en/committees/cooperation/map",
    "/en/themes/training/map",
]
CIRCLE = re.compile(r'class="spot" href="([^"]+)" aria-label="([^:]+): (\d+)')
ROW = re.compile(r'<th scope="row"><a[^>]*>([^<]+)</a>.*?<td class="n">(\d+)')


@pytest.fixture
def shelf(world: World) -> list[Post]:
    """Two from Mozambique, one from Senegal; noise that no map shows."""
    senegal: dict[str, Any] = {"country": "SN"}
    hidden = published(world, case_study(world, "Hidden", **senegal))
    hide(world.viewer("bruno"), hidden, WHY)
    discussed(world)
    return [
        published(world, case_study(world, "Leaks")),
        published(world, experience(world, "Canals")),
        published(world, case_study(world, "Wells", **senegal)),
    ]


def numbers(page: str) -> dict[str, int]:
    """What the circles say."""
    return {name: int(number) for _link, name, number in CIRCLE.findall(page)}


def rows(page: str) -> dict[str, int]:
    """What the table says."""
    table = page.partition('<table class="plot">')[2].partition("</table>")[0]
    return {name: int(number) for name, number in ROW.findall(table)}


@pytest.mark.parametrize("address", MAPS)
def test_circles_table_and_spreadsheet_say_the_same(
    client: FlaskClient, shelf: list[Post], address: str
) -> None:
    page = client.get(address).text
    sheet = client.get(f"{address}.csv")

    there = {"Mozambique": 2, "Senegal": 1}
    assert numbers(page) == rows(page) == there
    assert list(numbers(page)) == list(there), "the largest comes first"
    assert sheet.mimetype == "text/csv"
    assert sheet.text.splitlines()[1:] == [
        "MZ,Mozambique,Sub-Saharan Africa,2",
        "SN,Senegal,Sub-Saharan Africa,1",
    ]


def test_every_circle_leads_to_as_many_practices_as_it_says(
    client: FlaskClient, world: World, shelf: list[Post]
) -> None:
    translated(world, shelf[0])
    for address in MAPS:
        for link, _name, number in CIRCLE.findall(client.get(address).text):
            there = client.get(link).text
            assert there.count('<article class="entry') == int(number), link


@pytest.mark.parametrize(
    "region, shown", [("202", 2), ("150", 0), ("nonsense", 2), ("", 2)]
)
def test_a_region_is_shown_from_nearer(
    client: FlaskClient, shelf: list[Post], region: str, shown: int
) -> None:
    page = client.get(f"/en/map?region={region}").text

    assert len(numbers(page)) == shown
    frame = 'viewBox="26 0 668 306"'
    assert (frame in page) is (region in {"nonsense", ""})


def test_a_map_without_places_invites(client: FlaskClient) -> None:
    for address in MAPS:
        page = client.get(address)
        assert page.status_code == 200
        assert "No place on the map yet" in page.text


@pytest.mark.parametrize("address", MAPS)
def test_the_statements_of_a_map_do_not_grow(
    client: FlaskClient, world: World, address: str
) -> None:
    published(world)
    few = queries_during(lambda: client.get(address))
    for code in ("SN", "EC", "TN", "FR"):
        published(world, case_study(world, country=code))

    many = queries_during(lambda: client.get(address))

    assert few == many <= 3


@pytest.mark.parametrize(
    "where", ["", "?group=water", "?theme=training", "?committee=cooperation"]
)
def test_the_statements_of_a_country_do_not_grow(
    client: FlaskClient, world: World, where: str
) -> None:
    published(world)
    few = queries_during(lambda: client.get(f"/en/countries/MZ{where}"))
    for number in range(4):
        published(world, case_study(world, f"No. {number}"))

    many = queries_during(lambda: client.get(f"/en/countries/MZ{where}"))

    assert few == many <= 4


@pytest.mark.parametrize("medium", ["atom", "json"])
def test_a_country_is_a_feed(
    client: FlaskClient, shelf: list[Post], medium: str
) -> None:
    feed = client.get(f"/en/countries/MZ.{medium}?theme=training")

    assert feed.status_code == 200
    assert all(title in feed.text for title in ("Leaks", "Canals"))
    assert "Wells" not in feed.text


def test_a_theme_in_a_region_is_a_list(client: FlaskClient, shelf: list[Post]) -> None:
    page = client.get("/en/themes/training/regions/202").text

    assert page.count('<article class="entry') == 3
    assert (
        "No practice from Europe yet"
        in client.get("/en/themes/training/regions/150").text
    )


@pytest.mark.parametrize(
    "address",
    [
        "/en/countries/XX",
        "/en/countries/MZ?group=nowhere",
        "/en/countries/MZ?group=budgets",
        "/en/groups/budgets/map",
        "/en/groups/budgets/map.csv",
        "/en/committees/nowhere/map",
        "/en/themes/nowhere/map",
        "/en/themes/training/regions/001",
    ],
)
def test_what_nobody_may_know_of_is_not_found(
    client: FlaskClient, address: str
) -> None:
    assert client.get(address).status_code == 404


def test_members_see_the_map_of_their_own_group(
    client: FlaskClient, world: World
) -> None:
    inside: dict[str, Any] = {
        "group_ids": (world.budgets.id,),
        "organisation_id": world.coast.id,
    }
    published(world, case_study(world, "Inside", **inside), world.fatou, world.budgets)
    assert numbers(client.get("/en/map").text) == {}

    sign_in(client, world.fatou)

    assert numbers(client.get("/en/groups/budgets/map").text) == {"Mozambique": 1}
    assert "Inside" in client.get("/en/countries/MZ?group=budgets").text
    assert "Inside" not in client.get("/en/countries/MZ").text
