"""Changing and deleting one's own comment, and nobody else's."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.talk import WORDS, bodies, hidden, only_comment, said
from tests.web.comment_pages import at, form, page_of
from tests.world import World, sign_in
from uclg_share.comments.actions import edit
from uclg_share.comments.remark import Remark


@pytest.fixture
def chen(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.chen)
    return client


def test_an_edit_shows_its_mark_and_two_windows_lose_nothing(
    chen: FlaskClient, world: World
) -> None:
    comment = said(world, published(world))
    opened = str(comment.version)
    sent = form("The newer words", version=opened)
    assert chen.post(at(comment, "edit"), data=sent).status_code == 303
    assert "edited <time" in chen.get(page_of(comment.post)).text

    late = form("The words of the other window", version=opened)
    conflict = chen.post(at(comment, "edit"), data=late)

    assert conflict.status_code == 409
    assert "The newer words" in conflict.text
    assert ">The words of the other window</textarea>" in conflict.text.replace(
        "\r\n", ""
    ).replace(">\n", ">")
    version = str(only_comment().version)
    assert f'name="version" type="hidden" value="{version}"' in conflict.text
    chosen = form("The words of the other window", version=version)
    assert chen.post(at(comment, "edit"), data=chosen).status_code == 303
    assert bodies() == ["The words of the other window"]


def test_an_author_deletes_after_a_question(chen: FlaskClient, world: World) -> None:
    comment = said(world, published(world))
    said(world, comment.post, "amina", "Four did.", to=comment)
    assert "Delete your comment?" in chen.get(at(comment, "delete")).text

    answer = chen.post(at(comment, "delete"))

    assert answer.location == f"{page_of(comment.post)}#comments"
    page = chen.get(page_of(comment.post)).text
    assert "Its author has deleted this comment." in page
    assert "Did any family" not in page
    assert bodies() == ["", "Four did."]


@pytest.mark.parametrize("page", ["edit", "delete", "hide", "restore"])
def test_what_is_not_theirs_is_refused(
    chen: FlaskClient, world: World, page: str
) -> None:
    comment = said(world, published(world), "amina")
    reason = form("Mine now", reason="Because.", version=str(comment.version))

    assert chen.get(at(comment, page)).status_code == 403
    assert chen.post(at(comment, page), data=reason).status_code == 403
    assert bodies() == [WORDS]


def test_comments_of_what_one_cannot_read_are_not_there(
    chen: FlaskClient, world: World
) -> None:
    post = published(world)
    taken = hidden(world, post, "gabriel")

    for page in ("", "thread", "edit", "delete", "hide", "restore", "report"):
        assert chen.get(at(taken, page)).status_code == 404
    assert "Did any family" not in chen.get(page_of(post)).text


def test_earlier_words_are_for_those_who_moderate(
    client: FlaskClient, world: World
) -> None:
    comment = said(world, published(world))
    viewer = world.viewer("chen")
    edit(viewer, comment, Remark("Friendlier words", "en"), comment.version)
    sign_in(client, world.bruno)

    assert "Did any family **leave**" in client.get(at(comment, "hide")).text

    sign_in(client, world.chen)
    for address in (page_of(comment.post), at(comment, "edit"), at(comment, "thread")):
        assert "Did any family" not in client.get(address).text
