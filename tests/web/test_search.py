"""The page of search: anybody's, shareable, light, and of use without a script."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.sql import queries_during
from tests.web.feed_pages import cards, titles
from tests.world import World, sign_in
from uclg_share.posts.models import Post
from uclg_share.search import finding, page, queries

SEARCH = "/en/search"


def written(world: World, title: str, **changes: object) -> Post:
    return published(world, case_study(world, title, **changes))


def test_three_media_find_the_same(client: FlaskClient, world: World) -> None:
    for number in range(3):
        written(world, f"Pipes {number}")
    written(world, "Markets", summary="Fees.")

    wanted = ["Pipes 2", "Pipes 1", "Pipes 0"]
    for medium in (".atom", ".json"):
        assert titles(client, f"{SEARCH}{medium}?q=pipes+-fees") == wanted
    shown = client.get(f"{SEARCH}?q=pipes+-fees&order=newest").text
    assert "3 posts for “pipes -fees”" in shown
    assert shown.count("<mark>Pipes</mark> ") == 3


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_follow_one_another(
    client: FlaskClient, world: World, app: Flask, order: str
) -> None:
    posts = {written(world, f"Pipes {number}").id for number in range(5)}
    app.config["FEED_PAGE_SIZE"] = 2
    try:
        address, seen = f"{SEARCH}?q=pipes&order={order}", []
        for _ in range(3):
            shown = client.get(address).text
            seen += [number for number, _ in cards(shown)]
            address = _next(shown)
    finally:
        app.config["FEED_PAGE_SIZE"] = 20

    assert len(seen) == 5
    assert set(seen) == posts
    assert not address


def _next(shown: str) -> str:
    link = shown.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    return link.replace("&amp;", "&") if 'rel="next"' in shown else ""


def test_below_the_window_the_newest_go_on(
    client: FlaskClient, world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queries, finding, page):
        monkeypatch.setattr(module, "WINDOW", 2)
    for number in range(4):
        written(world, f"Pipes {number}")
    app.config["FEED_PAGE_SIZE"] = 1
    monkeypatch.setattr(queries.matching, "__defaults__", (None, 2, queries.FACTS))
    try:
        address, seen = f"{SEARCH}.json?q=pipes", []
        while address:
            answer = client.get(address).get_json()
            seen += [item["title"] for item in answer["items"]]
            address = answer.get("next_url", "").replace("http://127.0.0.1:5000", "")
    finally:
        app.config["FEED_PAGE_SIZE"] = 20

    assert seen == [f"Pipes {number}" for number in (3, 2, 1, 0)]


def test_it_costs_four_statements(client: FlaskClient, world: World) -> None:
    for number in range(3):
        written(world, f"Pipes {number}", place=f"Town {number}")

    for query in ("?q=pipes", "?q=pipes&country=MZ&order=newest", "?q="):
        assert queries_during(lambda q=query: client.get(SEARCH + q)) <= 4  # type: ignore[misc]


def test_a_choice_is_a_chip_and_can_be_taken_away(
    client: FlaskClient, world: World
) -> None:
    written(world, "Pipes here")
    written(world, "Pipes there", country="PE", started="2019")

    shown = client.get(f"{SEARCH}?q=pipes+country:Peru&year=2019").text

    assert "<mark>Pipes</mark> there" in shown
    assert "<mark>Pipes</mark> here" not in shown
    assert 'value="pipes"' in shown
    assert (
        'class="chip" href="/en/search?year=2019&amp;q=pipes&amp;order=best"' in shown
    )
    assert 'class="chip" href="/en/search?country=PE&amp;q=pipes' in shown
    assert 'name="country" value="PE" form="search" checked' in shown


def test_boxes_count_what_was_found(client: FlaskClient, world: World) -> None:
    for number in range(3):
        written(world, f"Pipes {number}", country="PE" if number else "MZ")

    shown = client.get(f"{SEARCH}?q=pipes").text

    assert '<bdi>Peru</bdi> <span class="dim n">2</span>' in shown
    assert '<bdi>Mozambique</bdi> <span class="dim n">1</span>' in shown


def test_where_nothing_is_found_something_helps(
    client: FlaskClient, world: World
) -> None:
    written(world, "Markets")

    shown = client.get(f"{SEARCH}?q=zebras&country=PE").text

    assert "Nothing for “zebras”" in shown
    assert "/en/write/question?title=zebras" in shown
    assert "/en/organisations?q=zebras" in shown
    assert 'href="/en/search?q=zebras&amp;order=best"' in shown
    assert 'type="hidden" name="country" value="PE"' in shown
    assert "Markets" in shown


def test_some_of_the_words_are_better_than_none(
    client: FlaskClient, world: World
) -> None:
    written(world, "Markets")

    shown = client.get(f"{SEARCH}?q=zebras+markets").text

    assert "No post has all of these words." in shown
    assert "<mark>Markets</mark>" in shown


def test_the_question_to_a_group_has_its_title(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)

    assert 'value="zebras"' in client.get("/en/write/question?title=zebras").text


def test_a_program_is_told_what_could_not_be_read(
    client: FlaskClient, world: World
) -> None:
    written(world, "Pipes")

    told = client.get(f"{SEARCH}.json?q=pipes+kind:novel").get_json()["_uclg_share"]

    assert (told["found"], told["or_more"]) == (1, False)
    assert "kind:novel" in told["problems"][0]


@pytest.mark.parametrize("medium", ["", ".json", ".atom"])
def test_too_long_is_explained(client: FlaskClient, world: World, medium: str) -> None:
    answer = client.get(f"{SEARCH}{medium}?q={'x' * 5000}")

    assert answer.status_code == 422
    assert medium or "keep it under 200 characters" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        *("cursor=x", "order=x", "kind=x&kind=y", "country=", "_external=1&_anchor=x"),
        *(
            "q=%00",
            "q=%ff",
            "q=%22%22",
            "lang=fr",
            "medium=json",
            "language=fr",
            "org=-",
        ),
    ],
)
def test_no_address_breaks_it(client: FlaskClient, world: World, query: str) -> None:
    written(world, "Pipes")

    assert client.get(f"{SEARCH}?{query}").status_code == 200


def test_what_was_typed_is_text(client: FlaskClient, world: World) -> None:
    written(world, "Pipes <script>alert(1)</script>")

    shown = client.get(f"{SEARCH}?q=%3Cscript%3E").text

    assert "<script>alert" not in shown
    assert "&lt;<mark>script</mark>&gt;" in shown
