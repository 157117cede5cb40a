"""The map of what a search finds."""

from __future__ import annotations

import html
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.sql import queries_during
from tests.web.test_places import numbers, rows
from tests.world import World
from uclg_share.places import of_search
from uclg_share.posts.actions import hide
from uclg_share.search import queries

MAP = "/en/search/map?q=leaks"


@pytest.fixture
def leaks(world: World) -> None:
    """Two from Mozambique, one from Senegal; noise that the search does not find."""
    senegal: dict[str, Any] = {"country": "SN"}
    hidden = published(world, case_study(world, "Leaks in secret", **senegal))
    hide(world.viewer("bruno"), hidden, "Names a private person.")
    published(world, case_study(world, "Tramways", summary="On rails.", **senegal))
    for title in ("Leaks", "More leaks"):
        published(world, case_study(world, title))
    published(world, case_study(world, "Leaks too", **senegal))


@pytest.mark.usefixtures("leaks")
def test_circles_table_and_spreadsheet_say_the_same(client: FlaskClient) -> None:
    page = client.get(MAP).text

    assert numbers(page) == rows(page) == {"Mozambique": 2, "Senegal": 1}
    assert "Of 3 posts found, 3 say where it happened" in page
    assert "This is the map of the newest" not in page
    sheet = client.get("/en/search/map.csv?q=leaks").text
    assert "MZ,Mozambique" in sheet
    assert "SN,Senegal" in sheet


@pytest.mark.usefixtures("leaks")
def test_filters_hold_and_circles_lead_to_the_search_within_a_country(
    client: FlaskClient,
) -> None:
    within = client.get(f"{MAP}&country=SN").text
    page = html.unescape(client.get(f"{MAP}&region=202").text)

    assert rows(within) == {"Senegal": 1}
    assert 'href="/en/search?country=MZ&q=leaks&order=newest"' in page
    assert 'href="/en/search/map?q=leaks&region=202"' in page
    assert 'aria-current="true">Sub-Saharan Africa' in page


@pytest.mark.usefixtures("leaks")
def test_it_says_when_there_may_be_others(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_two(*args: Any) -> list[Any]:
        return queries.matching(*args)[:2]

    monkeypatch.setattr(of_search, "WINDOW", 2)
    monkeypatch.setattr(of_search, "matching", only_two)

    page = client.get(MAP).text

    assert "This is the map of the newest 2 results" in page
    assert rows(page) == {"Mozambique": 1, "Senegal": 1}


@pytest.mark.usefixtures("leaks")
def test_a_search_without_places_says_so(client: FlaskClient) -> None:
    assert "Nothing to show on a map" in client.get("/en/search/map?q=zeppelin").text
    assert client.get("/en/search/map").headers["Location"] == "/en/map"
    other = client.get("/en/search/map?q=leaks&region=150").text
    assert "Nothing from Europe among these posts" in other


@pytest.mark.usefixtures("leaks")
def test_the_page_of_the_search_leads_there_and_back(client: FlaskClient) -> None:
    page = html.unescape(client.get("/en/search?q=leaks&kind=case_study").text)

    assert 'href="/en/search/map?q=leaks&kind=case_study"' in page
    assert "Back to the results" in client.get(MAP).text


def test_the_map_asks_as_much_for_many(client: FlaskClient, world: World) -> None:
    published(world, case_study(world, "Leaks"))
    client.get(MAP)
    few = queries_during(lambda: client.get(f"{MAP}&x=1"))
    for country in ("SN", "PE", "FR"):
        published(world, case_study(world, "Leaks", country=country))

    assert queries_during(lambda: client.get(f"{MAP}&x=2")) == few


@pytest.mark.parametrize(
    "page", ["/en/groups/water", "/en/committees/cooperation", "/en/themes/training"]
)
def test_what_has_a_map_leads_to_it(
    client: FlaskClient, world: World, page: str
) -> None:
    assert f'href="{page}/map"' in client.get(page).text
