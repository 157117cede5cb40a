"""Answering those who ask to join."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import waiting
from tests.groups import (
    asked,
    counted,
    is_in,
)
from tests.notes import notes, topics
from tests.web.at_once import at_once
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.groups.models import Answer
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic

WATER = "/en/groups/water"
DESK = "/en/desk/join-requests"


def test_a_coordinator_admits_from_the_desk(client: FlaskClient, world: World) -> None:
    request = asked(world, "gabriel", "I work on wells.")
    sign_in(client, world.bruno)
    page = client.get(DESK).text
    assert "I work on wells." in page
    assert "Association of Hill Municipalities" in page

    answer = client.post(f"{DESK}/{request.id}/admit")

    assert answer.location == DESK
    assert "Gabriel is a member now." in client.get(DESK).text
    assert is_in(world.gabriel, world.water)
    assert counted(again(world.water)) == (4, 2)


def test_declining_needs_a_reason(client: FlaskClient, world: World) -> None:
    request = asked(world)
    sign_in(client, world.bruno)
    address = f"{DESK}/{request.id}/decline"
    assert "Decline Chen?" in client.get(address).text

    assert client.post(address, data={"reason": " \u200b"}).status_code == 422
    assert client.post(address, data={"reason": "No town."}).status_code == 303

    assert again(request).answer is Answer.DECLINED
    assert topics()[-1] is Topic.JOIN_DECLINED


@pytest.mark.parametrize("act", ["admit", "decline"])
def test_the_second_answer_is_told_who_was_first(
    client: FlaskClient, world: World, act: str
) -> None:
    request = asked(world)
    sign_in(client, world.elif_)
    client.post(f"{DESK}/{request.id}/admit")
    sign_in(client, world.bruno)

    answer = client.post(f"{DESK}/{request.id}/{act}", data={"reason": "No."})

    assert answer.status_code == 409
    assert "Elif has already decided this." in answer.text
    assert again(request).answered_by_id == world.elif_.id


def test_what_was_taken_back_is_409_too(
    app: Flask, client: FlaskClient, world: World
) -> None:
    request = asked(world)
    sign_in(client, world.chen)
    client.post(f"{WATER}/withdraw")
    sign_in(client, world.bruno)

    assert client.post(f"{DESK}/{request.id}/admit").status_code == 409


@pytest.mark.parametrize("name, code", [("amina", 403), ("chen", 403), ("fatou", 404)])
def test_nobody_else_answers(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    request = asked(world, message="For Bruno and Elif")
    sign_in(client, getattr(world, name))

    assert "For Bruno and Elif" not in client.get(DESK).text
    assert client.post(f"{DESK}/{request.id}/admit").status_code == code
    answer = client.post(f"{DESK}/{request.id}/decline", data={"reason": "No."})

    assert answer.status_code == code
    assert again(request).answer is Answer.WAITING


def test_a_desk_can_be_narrowed_to_one_group(client: FlaskClient, world: World) -> None:
    asked(world)
    sign_in(client, world.dina)

    assert "Chen" in client.get(f"{DESK}?group=water").text
    assert "Nobody waits" in client.get(f"{DESK}?group=markets").text
    sign_in(client, world.fatou)
    assert client.get(f"{DESK}?group=water").status_code == 404


def test_two_answers_in_one_moment_are_one(app: Flask, world: World) -> None:
    request = asked(world)
    browsers = [app.test_client() for _ in range(2)]
    sign_in(browsers[0], world.bruno)
    sign_in(browsers[1], world.elif_)

    codes = at_once(browsers, f"{DESK}/{request.id}/admit", {})

    assert sorted(codes) == [303, 409]
    assert counted(again(world.water)) == (4, 2)
    assert topics().count(Topic.JOIN_ADMITTED) == 1


def test_the_page_of_a_request_has_its_answers(
    client: FlaskClient, world: World
) -> None:
    request = asked(world, "gabriel", "I work on wells.")
    sign_in(client, world.bruno)
    address = f"{DESK}/{request.id}"
    assert address in str(compose(notes(Topic.JOIN_ASKED)[0]))
    page = client.get(address).text
    assert "I work on wells." in page

    following = waiting(world)
    answer = client.post(f"{address}/admit", data={"next": "1"})

    assert answer.location == f"/en/desk/reviews/{following.id}"
    assert "Admitted: <bdi>Bruno</bdi>" in client.get(address).text
