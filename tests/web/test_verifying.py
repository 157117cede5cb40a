"""Coordinators mark a text as verified, on the desk or from its page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published, waiting
from tests.web.text_forms import only_post
from tests.world import World, sign_in
from uclg_share.posts.models import Post

BADGE = "Verified by the coordinators on"
BUTTON = "I checked the sources and figures"
BACK = "Take the mark “verified” back"


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def page_of(post: Post) -> str:
    return f"/en/posts/{post.id}/{post.slug}"


def verify(client: FlaskClient, post: Post) -> int:
    seen = {"revision": str(post.live_revision_id)}
    return client.post(f"/en/posts/{post.id}/verify", data=seen).status_code


def test_a_coordinator_verifies_from_the_page(bruno: FlaskClient, world: World) -> None:
    post = published(world)
    assert BUTTON in bruno.get(page_of(post)).text

    assert verify(bruno, post) == 303

    page = bruno.get(page_of(post)).text
    assert BADGE in page
    assert BUTTON not in page
    assert BACK in page
    assert only_post().verified_by_id == world.bruno.id


def test_readers_see_it_on_the_page_and_in_every_list(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    sign_in(client, world.bruno)
    verify(client, post)
    client.post("/en/sign-out")

    page = client.get(page_of(post)).text
    json = client.get("/en/groups/water.json").json
    atom = client.get("/en/groups/water.atom").text

    assert BADGE in page
    assert BACK not in page
    assert "Verified</li>" in client.get("/en/groups/water").text
    assert json is not None
    said = json["items"][0]["_uclg_share"]
    assert said["completeness"] == "complete"
    assert said["verified"].startswith("20")
    assert '<category term="verified"' in atom


def test_an_unverified_text_is_not_marked(client: FlaskClient, world: World) -> None:
    post = published(world)

    for address in (page_of(post), "/en/groups/water", "/en/groups/water.atom"):
        assert "erified" not in client.get(address).text
    json = client.get("/en/groups/water.json").json
    assert json is not None
    assert json["items"][0]["_uclg_share"]["verified"] is None


def test_the_mark_is_taken_back_from_the_page(bruno: FlaskClient, world: World) -> None:
    post = published(world)
    verify(bruno, post)

    answer = bruno.post(f"/en/posts/{post.id}/unverify")

    assert (answer.status_code, answer.location) == (303, page_of(post))
    assert BADGE not in bruno.get(page_of(post)).text
    assert bruno.post(f"/en/posts/{post.id}/unverify").status_code == 409


def test_it_is_marked_once_and_only_the_text_that_was_read(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}/verify"

    assert bruno.post(address, data={"revision": "999"}).status_code == 409
    assert bruno.post(address).status_code == 409
    assert verify(bruno, post) == 303
    assert verify(bruno, post) == 409


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_are_refused(client: FlaskClient, world: World, name: str) -> None:
    post = published(world)
    sign_in(client, getattr(world, name))

    assert BUTTON not in client.get(page_of(post)).text
    assert verify(client, post) == 403
    assert client.post(f"/en/posts/{post.id}/unverify").status_code == 403
    assert only_post().verified_at is None


def test_what_one_cannot_read_is_not_found(bruno: FlaskClient, world: World) -> None:
    post = waiting(world).post

    assert verify(bruno, post) == 404
    assert bruno.post(f"/en/posts/{post.id}/unverify").status_code == 404


def test_a_box_on_the_desk_marks_it_with_the_acceptance(
    bruno: FlaskClient, world: World
) -> None:
    address = f"/en/desk/reviews/{waiting(world).id}"
    assert BUTTON in bruno.get(address).text

    bruno.post(address, data={"decision": "accept", "verified": "y"})

    assert only_post().verified_by_id == world.bruno.id


@pytest.mark.parametrize("decision", ["return", "decline"])
def test_the_box_means_nothing_for_another_decision(
    bruno: FlaskClient, world: World, decision: str
) -> None:
    said = {"reason": "unclear", "note": "Say more.", "verified": "y"}

    review = waiting(world)
    bruno.post(f"/en/desk/reviews/{review.id}", data={"decision": decision, **said})

    assert only_post().verified_at is None


def test_an_acceptance_without_the_box_marks_nothing(
    bruno: FlaskClient, world: World
) -> None:
    bruno.post(f"/en/desk/reviews/{waiting(world).id}", data={"decision": "accept"})

    assert only_post().verified_at is None
