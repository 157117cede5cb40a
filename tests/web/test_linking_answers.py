"""Linking a practice to a question on the pages of both."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.questions import discussed, marked
from tests.sql import queries_during
from tests.talk import said
from tests.web.at_once import at_once
from tests.web.comment_pages import page_of
from tests.web.test_discussions import filled
from tests.web.text_forms import posts
from tests.world import World, sign_in
from uclg_share.answers.actions import link
from uclg_share.database import db


@pytest.mark.parametrize("way", ["own", "number", "address"])
def test_a_practice_is_linked_by_choice_number_or_address(
    client: FlaskClient, world: World, way: str
) -> None:
    question, practice = discussed(world), published(world)
    ways = {
        "own": {"own": str(practice.id)},
        "number": {"address": str(practice.id)},
        "address": {"address": f"https://share.example{page_of(practice)}?x#s-lessons"},
    }
    sign_in(client, world.amina)

    answer = client.post(f"/en/posts/{question.id}/answers", data=ways[way])

    assert answer.status_code == 303, answer.text
    assert str(practice.title) in client.get(page_of(question)).text
    assert "Questions it answers" in client.get(page_of(practice)).text


@pytest.mark.parametrize("address", ["", "999", "no address", "{itself}"])
def test_what_is_no_practice_is_refused_in_words(
    client: FlaskClient, world: World, address: str
) -> None:
    question = discussed(world)
    sign_in(client, world.chen)

    sent = {"address": address.format(itself=question.id), "note": "As typed"}
    answer = client.post(f"/en/posts/{question.id}/answers", data=sent)

    assert answer.status_code == 422
    assert "As typed" in answer.text


def test_a_link_is_taken_away(client: FlaskClient, world: World) -> None:
    question, practice = discussed(world), published(world)
    made = link(world.viewer("chen"), question, practice)
    db.session.commit()
    away = f"/en/posts/{question.id}/answers/{made.id}/remove"
    sign_in(client, world.fatou)
    refused = client.post(away).status_code
    sign_in(client, world.chen)

    assert (refused, client.post(away).status_code) == (403, 303)
    assert client.post(away).status_code == 404
    assert str(practice.title) not in client.get(page_of(question)).text


def test_a_practice_is_begun_as_an_answer(client: FlaskClient, world: World) -> None:
    question = discussed(world)
    sign_in(client, world.amina)
    address = f"/en/write/case-study?question={question.id}"
    form = client.get(address).text

    client.post(address, data=filled(world, title="How we read them", do="save"))

    assert f'action="{address}"' in form
    assert f'data-keep-url="{address.replace("?", "/keep?")}"' in form
    begun = posts()[-1]
    assert begun.answers_question_id == question.id
    assert str(question.title) in client.get(f"/en/posts/{begun.id}/edit").text


def test_of_two_who_take_a_link_away_the_second_is_told(
    app: Flask, world: World
) -> None:
    question, practice = discussed(world), published(world)
    made = link(world.viewer("chen"), question, practice)
    browsers = [app.test_client(), app.test_client()]
    for browser, who in zip(browsers, (world.chen, world.elif_), strict=True):
        sign_in(browser, who)

    away = f"/en/posts/{question.id}/answers/{made.id}/remove"
    codes = at_once(browsers, away, {})

    # Whoever looks when it is gone finds nothing.
    assert sorted(codes) in ([303, 404], [303, 409])


def test_a_mark_is_taken_back_once(app: Flask, world: World) -> None:
    question = discussed(world)
    comments = [said(world, question), said(world, question, "bruno")]
    marked(world, comments[0])
    browsers = [app.test_client(), app.test_client()]
    for browser, who in zip(browsers, (world.amina, world.elif_), strict=True):
        sign_in(browser, who)

    forms = [{"comment_id": str(comments[0].id)}]
    codes = at_once(browsers, f"/en/posts/{question.id}/answers/withdraw", *forms)

    assert sorted(codes) == [303, 409]


def test_a_page_asks_little_more_for_its_answers(
    client: FlaskClient, world: World
) -> None:
    question, practice = discussed(world), published(world)
    plain = queries_during(lambda: client.get(page_of(question)))
    marked(world, said(world, question, "bruno"))
    link(world.viewer("chen"), question, practice)
    db.session.commit()

    full = queries_during(lambda: client.get(page_of(question)))

    # The mark, the links, the other ends; and the comments.
    assert full <= plain + 5
