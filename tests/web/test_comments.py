"""Commenting from the page of a post."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.drafts import published
from tests.families import translated
from tests.talk import WORDS, bodies, only_comment, said
from tests.web.account_pages import title_of
from tests.web.at_once import at_once
from tests.web.comment_pages import ONCE, at, form, page_of, shown, talk_of
from tests.web.test_safety_g_abuse import lower
from tests.world import World, sign_in
from uclg_share.comments.models import Comment
from uclg_share.database import db

# What stands between the name of who said something and when it was.
CALLED = re.compile(r'id="c-\d+-by">.*?<span class="small dim">([^<]*)<', re.DOTALL)
LONG = "We listened to the pipes at night and found forty leaks in a month."


@pytest.fixture
def chen(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.chen)
    return client


def test_a_comment_appears_below_the_text_at_once(
    chen: FlaskClient, world: World
) -> None:
    post = published(world)

    answer = chen.post(talk_of(post), data=form("Did **any** leave?"))

    comment = only_comment()
    assert (answer.status_code, answer.location) == (303, at(comment))
    landed = chen.get(answer.location)
    assert landed.location == f"{page_of(post)}#c-{comment.id}"
    page = chen.get(page_of(post)).text
    assert "<p>Did <strong>any</strong> leave?</p>" in page
    assert "Your comment stands below." in page


def test_a_reply_is_written_on_the_page_of_its_thread(
    chen: FlaskClient, world: World
) -> None:
    first = said(world, published(world), "amina")
    page = chen.get(at(first, "thread")).text
    assert f'name="to" type="hidden" value="{first.id}"' in page

    answer = chen.post(talk_of(first.post), data=form("Thanks.", to=str(first.id)))

    assert answer.status_code == 303
    newest = db.session.scalars(select(Comment).order_by(Comment.id.desc())).first()
    assert newest is not None
    assert newest.parent_id == first.id
    assert shown(chen, page_of(first.post)) == [first.id, newest.id]


@pytest.mark.parametrize("body", ["", "  \u200b ", "![](/media/a.jpg)", "x" * 4001])
def test_what_cannot_stand_there_comes_back(
    chen: FlaskClient, world: World, body: str
) -> None:
    first = said(world, published(world), "amina")

    below = chen.post(talk_of(first.post), data=form(body))
    reply = chen.post(talk_of(first.post), data=form(body, to=str(first.id)))

    for answer in (below, reply):
        assert answer.status_code == 422
        assert title_of(answer.text).startswith("Error:")
        assert 'href="#body"' in answer.text
        assert body.strip("\u200b ") in answer.text.replace("&gt;", ">")
    assert bodies() == [WORDS]


def test_a_comment_is_markdown_and_nothing_more(
    chen: FlaskClient, world: World
) -> None:
    post = published(world)
    hostile = "<script>alert(1)</script> [x](javascript:alert(1)) # no heading"

    chen.post(talk_of(post), data=form(hostile))

    page = chen.get(page_of(post)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; x # no heading" in page
    assert "<script>" not in page


def test_one_writes_for_an_organisation_and_chooses_among_several(
    client: FlaskClient, world: World
) -> None:
    post = published(world)
    sign_in(client, world.amina)
    assert (
        'name="organisation_id"'
        not in client.get(page_of(post)).text.partition('id="comments"')[2]
    )

    client.post(talk_of(post), data=form("For the Hills.", organisation_id="999"))

    assert only_comment().organisation_id == world.hills.id
    assert "Association of Hill Municipalities</bdi>" in client.get(page_of(post)).text


@pytest.mark.parametrize("to", ["999", "x", "-1"])
def test_an_answer_to_nothing_is_not_found(
    chen: FlaskClient, world: World, to: str
) -> None:
    post = published(world)

    assert chen.post(talk_of(post), data=form(LONG, to=to)).status_code == 404
    assert bodies() == []


def test_the_same_comment_sent_six_times_is_one(app: Flask, world: World) -> None:
    post = published(world)
    browsers = [app.test_client() for _ in range(6)]
    for browser in browsers:
        sign_in(browser, world.chen)

    codes = at_once(browsers, talk_of(post), form(LONG, once=ONCE))
    again = browsers[0].post(talk_of(post), data=form(LONG, once=ONCE))

    assert codes == [303] * 6
    assert db.session.scalar(select(func.count()).select_from(Comment)) == 1
    assert again.location == at(only_comment())


def test_a_session_that_ended_gives_the_text_back(
    client: FlaskClient, world: World
) -> None:
    post = published(world)

    answer = client.post(talk_of(post), data=form(LONG))

    assert answer.status_code == 403
    assert f">{LONG}</textarea>" in answer.text
    assert 'href="/en/sign-in' in answer.text
    assert bodies() == []


def test_nobody_comments_without_end(
    chen: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = published(world)
    lower(monkeypatch, "COMMENT_ACCOUNT")

    codes = [
        chen.post(talk_of(post), data=form(f"Number {n}")).status_code for n in range(4)
    ]

    assert codes == [303] * 3 + [429]
    sign_in(chen, world.gabriel)
    assert chen.post(talk_of(post), data=form("Mine")).status_code == 303


def test_a_name_that_could_be_several_is_said(chen: FlaskClient, world: World) -> None:
    post = published(world)

    chen.post(talk_of(post), data=form("@Bruno and @Nobody: what do you think?"))

    page = chen.get(page_of(post)).text
    assert "Nobody was told for @Nobody" in page
    assert "@Bruno:" not in page.partition("Nobody was told")[2].partition("</p>")[0]


def test_the_author_of_a_practice_is_called_so_below_each_of_its_texts(
    client: FlaskClient, world: World
) -> None:
    """Who translated it is not."""
    original = published(world)
    french = translated(world, original)
    said(world, original, "bruno")
    said(world, original, "amina")
    said(world, french, "bruno")
    said(world, french, "amina")

    for post in (original, french):
        assert CALLED.findall(client.get(page_of(post)).text) == ["", "author, "]
