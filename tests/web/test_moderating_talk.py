"""Coordinators hide comments and close the talk below a post."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.talk import hidden, said
from tests.web.comment_pages import at, page_of, shown, talk_of
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.models import Post, Talk

REASON = {"reason": "Names a child."}


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def seen(post: Post) -> Post:
    db.session.expire_all()
    return db.session.get_one(Post, post.id)


def test_a_coordinator_hides_a_comment_and_shows_it_again(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    comment = said(world, post)

    assert bruno.post(at(comment, "hide"), data={"reason": " "}).status_code == 422
    answer = bruno.post(at(comment, "hide"), data=REASON)

    assert answer.location == f"{page_of(post)}#c-{comment.id}"
    assert "Names a child." in bruno.get(page_of(post)).text
    sign_in(bruno, world.gabriel)
    assert "Did any family" not in bruno.get(page_of(post)).text
    sign_in(bruno, world.chen)
    assert "Names a child." in bruno.get(page_of(post)).text
    sign_in(bruno, world.elif_)
    assert bruno.post(at(comment, "restore"), data=REASON).status_code == 303
    assert bruno.post(at(comment, "restore"), data=REASON).status_code == 409
    sign_in(bruno, world.gabriel)
    assert "Did any family" in bruno.get(page_of(post)).text


def test_a_hidden_comment_keeps_the_place_of_its_answers(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    comment = hidden(world, post)
    comment.hidden_at, kept = None, comment.hidden_at
    answer = said(world, post, "amina", "Four did.", to=comment)
    comment.hidden_at = kept
    db.session.commit()

    page = client.get(page_of(post)).text

    assert shown(client, page_of(post)) == [comment.id, answer.id]
    assert "A coordinator has hidden this comment." in page
    assert "Names a child." not in page


def test_comments_are_locked_with_a_reason_and_opened_again(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    said(world, post)
    address = f"/en/posts/{post.id}/talk"
    assert bruno.post(address, data={"talk": "locked"}).status_code == 422
    assert bruno.post(address, data={"talk": "open", **REASON}).status_code == 422

    assert bruno.post(address, data={"talk": "locked", **REASON}).status_code == 303

    page = bruno.get(page_of(post)).text
    assert "The comments are locked: nothing can be added." in page
    assert "Did any family" in page
    assert 'name="body"' not in page
    sent = {"body": "One more", "language": "en"}
    assert bruno.post(talk_of(post), data=sent).status_code == 403
    assert bruno.post(f"{address}/open").status_code == 303
    assert seen(post).talk is Talk.OPEN
    assert bruno.post(talk_of(post), data=sent).status_code == 303


def test_comments_that_are_off_are_seen_by_nobody(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    comment = said(world, post)
    off = {"talk": "off", **REASON}

    bruno.post(f"/en/posts/{post.id}/talk", data=off)

    page = bruno.get(page_of(post)).text
    assert "The comments are switched off." in page
    assert "Open the comments again" in page
    assert "Did any family" not in page
    sign_in(bruno, world.chen)
    assert 'id="comments"' not in bruno.get(page_of(post)).text
    for name in ("", "thread", "edit", "report"):
        assert bruno.get(at(comment, name)).status_code == 404


@pytest.mark.parametrize("name", ["amina", "chen", "fatou"])
def test_others_close_and_open_nothing(
    client: FlaskClient, world: World, name: str
) -> None:
    post = published(world)
    sign_in(client, getattr(world, name))
    address = f"/en/posts/{post.id}/talk"

    assert client.get(address).status_code == 403
    off = {"talk": "off", **REASON}
    assert client.post(address, data=off).status_code == 403
    assert client.post(f"{address}/open").status_code == 403
    assert seen(post).talk is Talk.OPEN
