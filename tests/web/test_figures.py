"""Figures, and the table of what is told of where."""

from __future__ import annotations

import csv
import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from tests.afterwards import WHY
from tests.drafts import case_study, experience, published
from tests.families import translated
from tests.questions import discussed
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.database import now
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post

FIGURES = ["/en/figures", "/en/groups/water/figures", "/en/organisations/hills/figures"]
CELL = re.compile(r'<td class="lv-(\d)"><a [^>]*?href="([^"]+)"[^>]*>([^<]+)</a>')


@pytest.fixture
def post(world: World) -> Post:
    """One of three by the Hills in Water, beside what no figure of practices shows."""
    published(world, experience(world, country="EC", themes=("food",), sdgs=()))
    published(world, case_study(world, "Wells", language="fr"))
    discussed(world)
    return published(world)


def sheet(client: FlaskClient, address: str) -> dict[tuple[str, str], int]:
    lines = client.get(f"{address}.csv").text.splitlines()
    rows = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
    return {(row["figure"], row["key"]): int(row["number"]) for row in rows}


@pytest.mark.parametrize("address", FIGURES)
def test_figures_count_what_is_shown(
    client: FlaskClient, post: Post, address: str
) -> None:
    found = sheet(client, address)

    assert found["month", f"{now():%Y-%m}"] == 3
    assert (found["region", "202"], found["region", "419"]) == (2, 1)
    assert (found["theme", "training"], found["theme", "food"]) == (2, 1)
    assert (found["sdg", "6"], found["sdg", "1"]) == (2, 0)
    assert (found["language", "en"], found["language", "fr"]) == (2, 1)
    assert (found["kind", "case_study"], found["kind", "experience"]) == (2, 1)


@pytest.mark.parametrize("address", FIGURES)
def test_the_page_says_what_the_table_says(
    client: FlaskClient, post: Post, address: str
) -> None:
    page = client.get(address).text

    assert "3 practices · 2 countries and territories" in page
    assert page.count('<svg class="columns"') == 1
    by_region = page.partition('id="plot-region"')[2].partition("</table>")[0]
    bars = re.findall(r'rect width="([\d.]+)%".*?<td class="n">(\d+)', by_region)
    assert [number for _, number in bars] == list("02010000000")
    assert max(bars)[0] == "50.0" or ("100.0", "2") in bars


def test_what_is_hidden_is_in_no_figure_until_it_is_back(
    client: FlaskClient, world: World, post: Post
) -> None:
    translated(world, post, "es")
    before = [sheet(client, address) for address in FIGURES]
    bruno = world.viewer("bruno")

    hide(bruno, post, WHY)

    for address, then in zip(FIGURES, before, strict=True):
        assert sheet(client, address)["region", "202"] == then["region", "202"] - 1
    restore(bruno, post)
    assert [sheet(client, address) for address in FIGURES] == before


def test_the_months_are_two_years_that_end_now(client: FlaskClient, post: Post) -> None:
    months = [key for figure, key in sheet(client, "/en/figures") if figure == "month"]

    assert len(months) == 24
    assert months[-1] == f"{now():%Y-%m}"
    assert all(one < other for one, other in pairwise(months))


@pytest.mark.parametrize("language, first", [("en", True), ("ar", False)])
def test_time_runs_as_reading_does(
    client: FlaskClient, post: Post, language: str, first: bool
) -> None:
    page = client.get(f"/{language}/figures").text

    places = [int(x) for x in re.findall(r'class="cap" x="(\d+)"', page)]
    assert (places == sorted(places)) is first


def test_a_group_says_how_long_texts_waited(client: FlaskClient, post: Post) -> None:
    page = client.get("/en/groups/water/figures").text

    assert "Half of the texts had their answer on the same working day." in page
    assert "How long texts waited" not in client.get("/en/figures").text


def test_figures_of_nothing_invite(client: FlaskClient) -> None:
    for address in FIGURES:
        assert "No figures yet" in client.get(address).text


@pytest.mark.parametrize(
    "address, at_most", [*zip(FIGURES, (2, 4, 4), strict=True), ("/en/coverage", 2)]
)
def test_the_statements_of_figures_do_not_grow(
    client: FlaskClient, world: World, address: str, at_most: int
) -> None:
    published(world)
    few = queries_during(lambda: client.get(address))
    for code in ("SN", "EC", "TN"):
        published(world, case_study(world, country=code, themes=("food", "youth")))

    many = queries_during(lambda: client.get(address))

    assert few == many <= at_most


@pytest.mark.parametrize(
    "address",
    [
        "/en/groups/budgets/figures",
        "/en/groups/budgets/figures.csv",
        "/en/organisations/nowhere/figures",
    ],
)
def test_what_nobody_may_know_of_is_not_found(
    client: FlaskClient, world: World, address: str
) -> None:
    assert client.get(address).status_code == 404

    sign_in(client, world.fatou)

    assert client.get(address).status_code == (404 if "nowhere" in address else 200)


def test_a_full_cell_leads_to_its_practices(client: FlaskClient, post: Post) -> None:
    cells = CELL.findall(client.get("/en/coverage").text)
    full = [(level, link, number) for level, link, number in cells if number != "+"]

    assert sorted(number for _, _, number in full) == ["1", "2", "2"]
    for level, link, number in full:
        assert client.get(link).text.count('<article class="entry') == int(number)
        assert level == {"1": "1", "2": "2"}[number]


def test_an_empty_cell_invites_to_fill_it(client: FlaskClient, post: Post) -> None:
    page = client.get("/en/coverage").text

    gaps = [link for level, link, sign in CELL.findall(page) if sign == "+"]
    assert len(gaps) == 6 * 11 - 3
    assert set(gaps) == {"/en/write"}
    said = "Nobody has written about Gender in Europe yet. Share an experience"
    assert page.count(f'aria-label="{said}"') == 1


def test_the_table_can_be_taken_along(client: FlaskClient, post: Post) -> None:
    lines = client.get("/en/coverage.csv").text.splitlines()

    assert lines[0].count(",") == 12
    assert "food,Food,0,0,0,1,0,0,0,0,0,0,0" in lines
