"""The page on which other words are written."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import waiting
from tests.notes import notes
from tests.suggestions import BETTER, form_of, suggested
from tests.web.account_pages import title_of
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.reviews.actions import send_back, submit
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import take
from uclg_share.suggestions.queries import suggestions_in


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def address(review: Review) -> str:
    return f"/en/desk/reviews/{review.id}/suggest"


def test_the_page_opens_with_the_words_that_were_sent_in(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)

    page = bruno.get(address(review)).text

    assert (
        f'href="{address(review)}"' in bruno.get(f"/en/desk/reviews/{review.id}").text
    )
    assert 'value="Leak detection in Maputo"' in page
    assert "The first sensors drowned." in page
    assert 'name="place"' not in page


@pytest.mark.parametrize("do, told", [("keep", 0), ("tell", 1)])
def test_words_are_kept_for_the_way_back_or_told_at_once(
    bruno: FlaskClient, world: World, do: str, told: int
) -> None:
    review = waiting(world)

    answer = bruno.post(address(review), data={**form_of(review, **BETTER), "do": do})

    (one,) = suggestions_in(review)
    assert answer.location == f"/en/desk/reviews/{review.id}"
    assert {text.part: text.words for text in one.texts} == BETTER
    assert bool(one.told_at) == bool(told)
    assert len(notes(Topic.SUGGESTION_MADE)) == told
    page = bruno.get(answer.location).text
    assert "Bruno suggests other words" in page
    assert ("The author has not been told yet" in page) is not bool(told)


@pytest.mark.parametrize(
    "changes, named",
    [
        ({}, "Change at least one of the texts"),
        ({"title": "  "}, 'href="#title"'),
        ({"results": "<script>alert(1)</script>" * 400}, 'href="#results"'),
        ({"title": "x" * 121}, 'href="#title"'),
    ],
)
def test_what_cannot_be_suggested_is_said_and_nothing_is_lost(
    bruno: FlaskClient, world: World, changes: dict[str, str], named: str
) -> None:
    review = waiting(world)
    typed = form_of(review, **{"note": "Because.", **changes})

    answer = bruno.post(address(review), data=typed)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    assert named in answer.text
    assert "Because." in answer.text
    assert suggestions_in(review) == []


@pytest.mark.parametrize("name, code", [("amina", 403), ("chen", 403), ("fatou", 404)])
def test_outsiders_suggest_nothing(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    review = waiting(world)
    sign_in(client, getattr(world, name))

    assert client.get(address(review)).status_code == code
    assert (
        client.post(address(review), data=form_of(review, **BETTER)).status_code == code
    )
    assert suggestions_in(review) == []


def test_after_the_decision_nothing_is_suggested(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)
    send_back(world.viewer("elif"), review, Reason.OTHER, "Say more.")
    db.session.commit()

    answer = bruno.post(address(review), data=form_of(review, **BETTER))

    assert bruno.get(address(review)).location == f"/en/desk/reviews/{review.id}"
    assert answer.status_code == 409
    assert "Suggest other words" not in bruno.get(f"/en/desk/reviews/{review.id}").text


def test_the_desk_sees_what_became_of_its_words(
    bruno: FlaskClient, world: World
) -> None:
    first = waiting(world)
    suggestion = suggested(world, first)
    send_back(world.viewer("elif"), first, Reason.UNCLEAR, "Shorter.")
    amina = world.viewer("amina")
    take(amina, suggestion, {"title"}, 1)
    second = submit(amina, first.post, world.water)
    db.session.commit()

    page = bruno.get(f"/en/desk/reviews/{second.id}").text

    assert "Words suggested the times before" in page
    assert page.count(">Taken<") == 1
