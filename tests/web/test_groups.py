"""What everybody sees of the groups."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.groups import asked
from tests.sql import queries_during
from tests.world import World, sign_in
from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import Lifecycle, Membership, WorkingGroup


def crowd(group: WorkingGroup, number: int, first: int = 0) -> None:
    """So many people more in a group."""
    for at in range(first, first + number):
        address = f"person{at:03}@crowd.example.org"
        account = Account(
            name=f"Person {at:03}",
            email=address,
            email_key=address,
            password_hash="",
            email_confirmed_at=now(),
        )
        db.session.add(Membership(account=account, group=group))
    recount_people(group)
    db.session.commit()


def test_a_visitor_finds_each_group_and_how_to_join(client: FlaskClient) -> None:
    page = client.get("/en/groups").text

    assert "Water" in page
    assert "Budgets" not in page
    assert "All about water." in page
    assert "Bruno" in page
    assert "Elif" in page
    assert "Cooperation" in page
    assert page.count("Sign in to join") == 2
    assert "/en/sign-in?next=/en/groups/water/join" in page
    assert 'method="post" action="/en/groups' not in page


@pytest.mark.parametrize("lang, word", [("fr", "(fr)"), ("es", "(es)"), ("ar", "(ar)")])
def test_the_directory_speaks_the_language_of_the_reader(
    client: FlaskClient, lang: str, word: str
) -> None:
    assert f"All about water. {word}" in client.get(f"/{lang}/groups").text


def test_a_long_mandate_shows_its_first_words(
    client: FlaskClient, world: World
) -> None:
    world.water.descriptions = {"en": "# Aim\n\n" + "*word* " * 39 + "end more"}
    db.session.commit()

    page = client.get("/en/groups").text

    assert "word word" in page
    assert "word…" in page
    assert "more" not in page.partition("Markets")[0].partition("word")[2][:300]


@pytest.mark.parametrize(
    "name, words",
    [
        ("amina", "You are a member"),
        ("bruno", "You coordinate this group"),
        ("chen", "You asked to join"),
        ("gabriel", "Ask to join"),
    ],
)
@pytest.mark.parametrize("page", ["/en/groups", "/en/groups/water"])
def test_everybody_sees_how_they_stand(
    client: FlaskClient, world: World, name: str, words: str, page: str
) -> None:
    asked(world)
    sign_in(client, getattr(world, name))

    assert words in client.get(page).text


def test_a_member_of_a_closed_group_sees_that_others_are_invited(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)

    assert "By invitation" in client.get("/en/groups").text


def test_an_archived_group_is_for_reading_only(
    client: FlaskClient, world: World
) -> None:
    world.markets.lifecycle = Lifecycle.ARCHIVED
    db.session.commit()
    sign_in(client, world.chen)

    page = client.get("/en/groups/markets").text

    assert "Archived: reading only" in page
    assert "/en/groups/markets/join" not in page


def test_a_member_may_share_from_the_head_of_the_group(
    client: FlaskClient, world: World
) -> None:
    published(world)
    assert "Share in this group" not in client.get("/en/groups/water").text
    sign_in(client, world.amina)

    page = client.get("/en/groups/water").text

    assert "/en/write?group=water" in page
    assert "1 place with posts" in page
    assert "Leave the group" in page


def test_about_shows_the_mandate_and_what_to_write(
    client: FlaskClient, world: World
) -> None:
    world.water.descriptions = {"en": "We *dig*. <script>x</script>"}
    world.water.guidelines = ["Give costs & years."]
    db.session.commit()

    page = client.get("/ar/groups/water/about").text

    assert 'lang="en" dir="ltr"' in page
    assert "We <em>dig</em>." in page
    assert "<script>x" not in page
    assert "Give costs &amp; years." in page
    assert "Federation of Coastal Towns" in page


def test_a_changed_mandate_is_shown_at_once(client: FlaskClient, world: World) -> None:
    assert "All about water." in client.get("/en/groups/water/about").text
    world.water.descriptions = {"en": "All about wells."}
    db.session.commit()

    assert "All about wells." in client.get("/en/groups/water/about").text


def test_more_groups_ask_no_more_of_the_database(
    client: FlaskClient, world: World
) -> None:
    few = queries_during(lambda: client.get("/en/groups"))
    group = WorkingGroup(slug="waste", names={"en": "Waste"})
    db.session.add(Membership(account=world.gabriel, group=group, role="coordinator"))
    db.session.commit()

    assert queries_during(lambda: client.get("/en/groups")) == few == 2


@pytest.mark.parametrize("page", ["groups/none/about", "groups/none/members"])
def test_a_group_that_is_not_there_is_not_found(client: FlaskClient, page: str) -> None:
    assert client.get(f"/en/{page}").status_code == 404
    assert client.get(f"/en/{page}".replace("none", "no%00ne")).status_code == 404


def test_reading_a_group_costs_a_member_no_more_than_before(
    app: Flask, client: FlaskClient, world: World
) -> None:
    published(world)
    visitor = queries_during(lambda: app.test_client().get("/en/groups/water"))
    sign_in(client, world.amina)

    member = queries_during(lambda: client.get("/en/groups/water"))

    assert (visitor, member) == (2, 3)
