"""A coordinator takes a post out of sight, says why, and shows it again."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.notes import notes, verbs
from tests.web.account_pages import title_of
from tests.web.text_forms import only_post
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.notifications.models import Topic
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post, Reach

REASON = "Names a private person."


def page_of(post: Post) -> str:
    return f"/en/posts/{post.id}/{post.slug}"


def code_for(client: FlaskClient, world: World, name: str, path: str) -> int:
    if name:
        sign_in(client, getattr(world, name))
    return client.get(path).status_code


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


@pytest.mark.parametrize(
    "name, code",
    [
        *[("", 404), ("chen", 404), ("amina", 404), ("fatou", 404)],
        *[("bruno", 200), ("elif_", 200), ("dina", 200)],
    ],
)
def test_a_hidden_post_is_there_for_its_coordinators(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    post = published(world)
    hide(world.viewer("bruno"), post, REASON)

    assert code_for(client, world, name, page_of(post)) == code
    assert client.get(f"/en/posts/{post.id}/wrong-words").status_code in {code, 301}


def test_its_author_reads_why_it_was_hidden(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)
    post = published(world)
    hide(world.viewer("bruno"), post, REASON)

    list_page = client.get("/en/my-work").text

    assert page_of(post) not in list_page
    assert f'href="/en/my-work/{post.id}">Read why</a>' in list_page
    assert REASON in client.get(f"/en/my-work/{post.id}").text


def test_a_coordinator_hides_a_post_and_the_author_is_told(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    assert "Hide this post" in bruno.get(page_of(post)).text

    answer = bruno.post(f"/en/posts/{post.id}/hide", data={"reason": f" {REASON} "})

    (note,) = notes(Topic.POST_HIDDEN)
    assert (answer.status_code, answer.location) == (303, page_of(post))
    assert REASON in bruno.get(page_of(post)).text
    assert (note.account_id, note.data["reason"]) == (world.amina.id, REASON)
    assert (only_post().reach, only_post().hidden_by_id) == (
        Reach.HIDDEN, world.bruno.id,
    )  # fmt: skip


@pytest.mark.parametrize("reason", ["", "   ", "\u200b\u2060"])
def test_hiding_needs_a_reason(bruno: FlaskClient, world: World, reason: str) -> None:
    path = f"/en/posts/{published(world).id}/hide"

    answer = bruno.post(path, data={"reason": reason})

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert only_post().hidden_at is None


def test_a_hidden_post_is_shown_again_once(bruno: FlaskClient, world: World) -> None:
    post = published(world)
    hide(world.viewer("elif"), post, REASON)
    again = {"reason": REASON}

    assert bruno.post(f"/en/posts/{post.id}/hide", data=again).status_code == 409
    assert bruno.post(f"/en/posts/{post.id}/restore").status_code == 422
    assert bruno.post(f"/en/posts/{post.id}/restore", data=again).status_code == 303
    assert bruno.post(f"/en/posts/{post.id}/restore", data=again).status_code == 409

    assert verbs()[-2:] == [Verb.POST_HIDDEN, Verb.POST_RESTORED]
    (note,) = notes(Topic.POST_RESTORED)
    assert (note.account_id, note.data["reason"]) == (world.amina.id, REASON)
    bruno.post("/en/sign-out")
    assert bruno.get(page_of(post)).status_code == 200


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_neither_hide_nor_restore(
    client: FlaskClient, world: World, name: str
) -> None:
    path = f"/en/posts/{published(world).id}"
    sign_in(client, getattr(world, name))

    assert client.get(f"{path}/hide").status_code == 403
    assert client.post(f"{path}/hide", data={"reason": REASON}).status_code == 403
    assert client.post(f"{path}/restore").status_code == 403
    assert "Hide this post" not in client.get(page_of(only_post())).text
    assert only_post().reach is Reach.PUBLIC
