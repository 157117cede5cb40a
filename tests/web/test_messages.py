"""Asking the author from the page of a post, and answering on the site."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import published
from tests.notes import notes
from tests.talk import QUESTION, asked
from tests.unit.test_permissions import affiliation_of
from tests.web.account_pages import title_of
from tests.web.at_once import at_once
from tests.web.comment_pages import ONCE, page_of
from tests.web.test_safety_g_abuse import lower
from tests.world import World, sign_in
from uclg_share.database import db, now
from uclg_share.messages.models import Message
from uclg_share.notifications.models import Topic
from uclg_share.posts.models import Post

SENT = {"body": QUESTION, "language": "en"}
ADDRESS = re.compile(r"[\w.]+@people\.example\.org")


@pytest.fixture
def chen(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.chen)
    return client


def ask_of(post: Post) -> str:
    return f"/en/posts/{post.id}/ask"


def lines() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(Message.body).order_by(Message.id)))


def test_a_question_is_asked_from_the_post_and_answered_on_the_site(
    chen: FlaskClient, world: World
) -> None:
    post = published(world)
    assert f'href="{ask_of(post)}"' in chen.get(page_of(post)).text
    answer = chen.post(ask_of(post), data=SENT)
    (note,) = notes(Topic.AUTHOR_ASKED)
    conversation = f"/en/messages/{note.data['message_id']}"
    assert (answer.status_code, answer.location) == (303, conversation)

    sign_in(chen, world.amina)
    assert QUESTION in chen.get(conversation).text
    assert f'href="{conversation}"' in chen.get("/en/messages").text
    sent = chen.post(conversation, data={"body": "Here it is.", "language": "en"})

    assert sent.location.startswith(f"{conversation}#m-")
    sign_in(chen, world.chen)
    assert "Here it is." in chen.get(conversation).text
    (back,) = notes(Topic.MESSAGE_ANSWERED)
    assert back.account_id == world.chen.id


def test_no_page_of_it_shows_an_address(chen: FlaskClient, world: World) -> None:
    post = published(world)
    question = asked(world, post)

    for name in ("chen", "amina", "gabriel"):
        sign_in(chen, getattr(world, name))
        for page in (f"/en/messages/{question.id}", "/en/messages", page_of(post)):
            assert ADDRESS.findall(chen.get(page).text) == []
    sign_in(chen, world.fatou)
    assert ADDRESS.findall(chen.get(ask_of(post)).text) == []


def test_text_is_text(chen: FlaskClient, world: World) -> None:
    hostile = "<script>alert(1)</script> **bold**"
    post = published(world)

    answer = chen.post(ask_of(post), data={**SENT, "body": hostile})

    page = chen.get(answer.location).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold**" in page
    assert "<script>" not in page


def test_where_nobody_could_answer_the_page_says_so(
    chen: FlaskClient, world: World
) -> None:
    post = published(world)
    for account in (world.amina, world.gabriel):
        affiliation_of(account.id).ended_at = now()

    page = chen.get(ask_of(post))
    sent = chen.post(ask_of(post), data=SENT)

    for answer in (page, sent):
        assert answer.status_code == 200
        assert "Nobody of this organisation is here yet" in answer.text
        assert 'name="body"' not in answer.text
    assert lines() == []


@pytest.mark.parametrize("body", ["", " \u200b", "x" * 4001])
def test_a_faulty_message_keeps_what_was_typed(
    chen: FlaskClient, world: World, body: str
) -> None:
    answer = chen.post(ask_of(published(world)), data={**SENT, "body": body})

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert lines() == []


def test_ten_questions_a_day_are_enough(
    chen: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published(world)
    lower(monkeypatch, "ASK_ACCOUNT")

    codes = [chen.post(ask_of(post), data=SENT).status_code for _ in range(4)]
    late = chen.post(ask_of(post), data=SENT)

    assert codes == [303] * 3 + [429]
    assert QUESTION in late.text
    assert len(lines()) == 3


def test_the_same_question_sent_six_times_is_one(app: Flask, world: World) -> None:
    post = published(world)
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        sign_in(browser, world.chen)

    codes = at_once(browsers, ask_of(post), {**SENT, "once": ONCE})

    assert codes == [303] * 6
    assert lines() == [QUESTION]
    assert len(notes(Topic.AUTHOR_ASKED)) == 1


def test_an_answer_sent_twice_is_one(chen: FlaskClient, world: World) -> None:
    question = asked(world, published(world))
    again = {"body": "One more thing.", "language": "en", "once": ONCE}

    first = chen.post(f"/en/messages/{question.id}", data=again)
    second = chen.post(f"/en/messages/{question.id}", data=again)

    assert first.location == second.location
    assert lines() == [QUESTION, "One more thing."]


@pytest.mark.parametrize("name", ["bruno", "fatou", "dina", "elif_"])
def test_the_conversation_of_others_is_not_there(
    client: FlaskClient, world: World, name: str
) -> None:
    question = asked(world, published(world))
    sign_in(client, getattr(world, name))
    address = f"/en/messages/{question.id}"

    assert client.get(address).status_code == 404
    assert client.post(address, data=SENT).status_code == 404
    assert address not in client.get("/en/messages").text
    assert lines() == [QUESTION]


def test_a_session_that_ended_gives_the_message_back(
    client: FlaskClient, world: World
) -> None:
    answer = client.post(ask_of(published(world)), data=SENT)

    assert answer.status_code == 403
    assert f">{QUESTION}</textarea>" in answer.text
