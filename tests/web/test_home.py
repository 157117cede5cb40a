"""The first page as a visitor sees it, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published, waiting
from tests.sql import queries_during
from tests.web.home_pages import aged, by_bruno, open_to_bruno, section, titles
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.groups.models import Lifecycle
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach


def test_a_visitor_reads_what_it_is_and_how_to_join(client: FlaskClient) -> None:
    page = client.get("/en/").text

    assert "<h1>What worked, what did not, told by the towns that did it</h1>" in page
    assert 'href="/en/sign-up">Join with your organisation</a>' in page
    assert "How it works" in page


def test_a_visitor_sees_public_groups_alone(client: FlaskClient) -> None:
    groups = section(client.get("/en/").text, "groups")

    assert "Water" in groups
    assert "Markets" in groups
    assert "Budgets" not in groups


def test_a_group_that_is_prepared_is_not_shown(
    client: FlaskClient, world: World
) -> None:
    world.markets.lifecycle = Lifecycle.DRAFT

    assert "Markets" not in client.get("/en/").text


def test_the_newest_posts_stand_first_with_their_places(
    client: FlaskClient, world: World
) -> None:
    aged(published(world, case_study(world, "An old well")), 5)
    aged(published(world, case_study(world, "A new well")), 1)

    page = client.get("/en/").text

    assert titles(page) == ["A new well", "An old well"]
    assert 'aria-label="Dot map of the world with the places of the newest 2' in page
    assert page.partition('<g class="pt g-tour">')[2].count("<circle") == 2


def test_one_busy_group_does_not_fill_the_page(
    client: FlaskClient, world: World
) -> None:
    open_to_bruno(world)
    aged(by_bruno(world, "Stalls", world.markets), 9)
    for number in range(6):
        aged(published(world, case_study(world, f"Well {number}")), 6 - number)

    assert titles(client.get("/en/").text) == ["Well 5", "Well 4", "Well 3", "Stalls"]


@pytest.mark.parametrize("reach", [Reach.GROUP, Reach.HIDDEN])
@pytest.mark.parametrize("name", ["", "chen", "gabriel"])
def test_what_is_not_public_shows_to_no_outsider(
    client: FlaskClient, world: World, reach: Reach, name: str
) -> None:
    published(world, case_study(world, "An open well"))
    secret = published(world, case_study(world, "A quiet well", place="Nampula"))
    set_reach(secret, reach)
    if name:
        sign_in(client, getattr(world, name))

    page = client.get("/en/").text

    assert titles(page) == ["An open well"]
    assert "Nampula" not in page
    assert page.count('class="pt') == (0 if name else 1)


def test_drafts_and_texts_in_review_are_not_shown(
    client: FlaskClient, world: World
) -> None:
    drafted(world, case_study(world, "A draft"))
    waiting(world, case_study(world, "In review"))

    page = client.get("/en/").text

    assert titles(page) == []
    assert "In review" not in page


def test_an_empty_site_says_what_comes(app: Flask, database: None) -> None:
    page = app.test_client().get("/en/").text

    assert "No working group is open yet" in page
    assert "Nothing published yet" in page
    assert 'class="map"' not in page


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_home_speaks_four_languages(client: FlaskClient, language: str) -> None:
    page = client.get(f"/{language}/").text

    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("name", ["", "chen", "amina", "elif_", "dina", "fatou"])
def test_home_asks_as_much_however_much_there_is(
    client: FlaskClient, world: World, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))
    some_of_everything(world, "The first")
    few = queries_during(lambda: client.get("/en/"))

    for number in range(8):
        some_of_everything(world, f"Number {number}")
    many = queries_during(lambda: client.get("/en/"))

    assert many == few <= (7 if name else 4)


def some_of_everything(world: World, title: str) -> None:
    """By varied authors: published, waiting, forgotten."""
    by_bruno(world, title, world.water)
    published(world, case_study(world, f"{title} of Amina"))
    waiting(world, case_study(world, f"{title} to review"))
    for person in (world.amina, world.elif_):
        draft = drafted(world, case_study(world, f"{title} draft"), person)
        draft.changed_at = now() - timedelta(days=9)
    db.session.commit()
