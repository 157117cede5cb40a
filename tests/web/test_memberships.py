"""Joining, asking and leaving through the pages."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.groups import (
    counted,
    is_in,
)
from tests.notes import topics
from tests.web.at_once import at_once
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.groups.requests import waiting_request

WATER = "/en/groups/water"


def test_one_button_joins_an_open_group(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)
    join = "/en/groups/markets/join"
    assert f'action="{join}"' in client.get("/en/groups").text

    answer = client.post(join, data={"next": "/en/groups"})

    assert (answer.status_code, answer.location) == (303, "/en/groups")
    assert "You are a member of Markets now." in client.get("/en/groups").text
    assert is_in(world.chen, world.markets)
    assert client.post(join).location == "/en/groups/markets"


def test_who_signs_in_to_join_finds_the_button(
    client: FlaskClient, world: World
) -> None:
    asks = client.get("/en/groups/markets/join")
    assert asks.location == "/en/sign-in?next=/en/groups/markets/join"
    sign_in(client, world.chen)

    assert "Join Markets?" in client.get("/en/groups/markets/join").text


def test_somebody_asks_and_takes_it_back(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)
    assert "Message to the coordinators" in client.get(f"{WATER}/join").text

    answer = client.post(f"{WATER}/join", data={"message": "I dig <wells>."})
    assert answer.location == WATER
    page = client.get(f"{WATER}/join").text
    assert "I dig &lt;wells&gt;." in page
    assert client.post(f"{WATER}/withdraw").status_code == 303

    assert waiting_request(world.chen.id, world.water) is None
    assert client.post(f"{WATER}/withdraw").status_code == 404


def test_a_message_too_long_stays_in_the_form(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)

    answer = client.post(f"{WATER}/join", data={"message": "x" * 1001})

    assert answer.status_code == 422
    assert "x" * 1001 in answer.text
    assert topics() == []


def test_the_way_back_stays_on_this_site(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)

    answer = client.post("/en/groups/markets/join", data={"next": "//evil.example"})

    assert answer.location == "/en/groups/markets"


def test_leaving_asks_first(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)

    assert "Leave Water?" in client.get(f"{WATER}/leave").text
    assert is_in(world.amina, world.water)
    assert client.post(f"{WATER}/leave").location == "/en/groups"

    assert not is_in(world.amina, world.water)


def test_the_last_coordinator_reads_why_they_stay(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.fatou)

    assert "only coordinator" in client.get("/en/groups/budgets/leave").text
    assert client.post("/en/groups/budgets/leave").status_code == 403


def test_many_join_in_one_moment_and_all_are_counted(app: Flask, world: World) -> None:
    people = [world.amina, world.bruno, world.chen, world.elif_, world.gabriel]
    browsers = [app.test_client() for _ in people]
    for browser, person in zip(browsers, people, strict=True):
        sign_in(browser, person)

    codes = at_once(browsers, "/en/groups/markets/join", {})

    assert codes == [303] * 5
    assert counted(again(world.markets)) == (5, 0)
