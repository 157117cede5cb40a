"""The desk: what waits for a coordinator, and how it is decided."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.drafts import case_study, waiting
from tests.notes import notes, verbs
from tests.web.account_pages import title_of
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.posts.models import Stage
from uclg_share.reviews.models import Outcome, Reason, Review

TITLE = "Leak detection in Maputo"
NOTE = "Say how many pipes, and who counted."
ACCEPT = {"decision": "accept"}
RETURN = {"decision": "return", "reason": "unsourced", "note": NOTE}
DECLINE = {"decision": "decline", "reason": "advertising", "note": NOTE}


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def in_budgets(world: World) -> Review:
    draft = case_study(
        world,
        "A budget nobody else sees",
        group_ids=(world.budgets.id,),
        organisation_id=world.coast.id,
    )
    return waiting(world, draft, world.fatou, world.budgets)


def decide(browser: FlaskClient, review: Review, form: dict[str, str]) -> TestResponse:
    return browser.post(f"/en/desk/reviews/{review.id}", data=form)


def now_of(review: Review) -> tuple[Outcome, Stage]:
    db.session.expire_all()
    return review.outcome, review.post.stage


def test_a_desk_shows_what_waits_for_ones_own_groups(
    client: FlaskClient, world: World
) -> None:
    waiting(world)
    in_budgets(world)
    shown = {}
    for name in ("bruno", "elif_", "fatou", "dina"):
        sign_in(client, getattr(world, name))
        page = client.get("/en/desk").text
        shown[name] = (TITLE in page, "A budget nobody else sees" in page)

    water, budgets = (True, False), (False, True)
    assert shown == {
        "bruno": water, "elif_": water, "fatou": budgets, "dina": (True, True),
    }  # fmt: skip


def test_a_desk_shows_one_group(bruno: FlaskClient, world: World) -> None:
    waiting(world)

    assert TITLE in bruno.get("/en/desk?group=water").text
    assert bruno.get("/en/desk?group=markets").status_code == 404
    assert bruno.get("/en/desk?group=budgets").status_code == 404
    assert bruno.get("/en/desk?group=nowhere").status_code == 404


@pytest.mark.parametrize("name", ["amina", "chen", "gabriel"])
def test_who_coordinates_nothing_has_no_desk(
    client: FlaskClient, world: World, name: str
) -> None:
    review = waiting(world)
    sign_in(client, getattr(world, name))

    assert client.get("/en/desk").status_code == 403
    assert client.get(f"/en/desk/reviews/{review.id}").status_code == 403
    assert decide(client, review, ACCEPT).status_code == 403
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)


def test_a_review_of_another_group_is_not_there(
    bruno: FlaskClient, world: World
) -> None:
    review = in_budgets(world)

    assert bruno.get(f"/en/desk/reviews/{review.id}").status_code == 404
    assert decide(bruno, review, ACCEPT).status_code == 404
    assert bruno.post(f"/en/desk/reviews/{review.id}/take-back").status_code == 404
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)


def test_the_text_is_read_as_readers_will_see_it(
    bruno: FlaskClient, world: World
) -> None:
    page = bruno.get(f"/en/desk/reviews/{waiting(world).id}").text

    assert "<strong>water</strong>" in page
    assert "Utility report 2025" in page
    assert "Association of Hill Municipalities" in page
    assert "1 source is named" in page
    assert "Sent in by Amina, version 1." in page


def test_accepting_publishes_and_tells_the_author(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)

    answer = decide(bruno, review, ACCEPT)

    (note,) = notes(Topic.POST_ACCEPTED)
    assert (answer.status_code, answer.location) == (303, "/en/desk")
    assert now_of(review) == (Outcome.ACCEPTED, Stage.ACCEPTED)
    assert (note.account_id, note.data["title"]) == (world.amina.id, TITLE)
    assert note.data["slug"] == review.post.slug == "leak-detection-in-maputo"
    assert TITLE in bruno.get("/en/groups/water").text
    assert verbs()[-1] is Verb.POST_ACCEPTED


@pytest.mark.parametrize(
    "form, outcome, topic",
    [
        (RETURN, Outcome.RETURNED, Topic.POST_RETURNED),
        (DECLINE, Outcome.DECLINED, Topic.POST_DECLINED),
    ],
)
def test_saying_no_tells_the_author_why(
    bruno: FlaskClient,
    world: World,
    form: dict[str, str],
    outcome: Outcome,
    topic: Topic,
) -> None:
    review = waiting(world)

    answer = decide(bruno, review, form)

    (note,) = notes(topic)
    assert answer.status_code == 303
    assert now_of(review) == (outcome, Stage(outcome.value))
    assert (review.reason, review.note) == (Reason(form["reason"]), NOTE)
    assert (note.account_id, note.data["note"]) == (world.amina.id, NOTE)
    assert note.data["reason"] == form["reason"]
    assert bruno.get(f"/en/posts/{review.post_id}").status_code == 404


@pytest.mark.parametrize("decision", ["return", "decline"])
@pytest.mark.parametrize(
    "reason, note, missing",
    [
        ("", NOTE, {"reason"}),
        ("unclear", "", {"note"}),
        ("unclear", " \u200b ", {"note"}),
        ("", "", {"reason", "note"}),
        ("because", NOTE, {"reason"}),
    ],
)
def test_saying_no_needs_a_reason_and_a_note(
    bruno: FlaskClient,
    world: World,
    decision: str,
    reason: str,
    note: str,
    missing: set[str],
) -> None:
    review = waiting(world)
    form = {"decision": decision, "reason": reason, "note": note}

    answer = decide(bruno, review, form)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error:")
    named = {name for name in ("reason", "note") if f'href="#{name}"' in answer.text}
    assert named == missing
    assert f'value="{decision}" data-key=' in answer.text
    assert note.strip() in answer.text
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)
    assert notes(Topic.POST_RETURNED, Topic.POST_DECLINED) == []


@pytest.mark.parametrize("form", [{}, {"decision": "burn"}, {"note": NOTE}])
def test_nothing_is_decided_without_a_decision(
    bruno: FlaskClient, world: World, form: dict[str, str]
) -> None:
    review = waiting(world)

    assert decide(bruno, review, form).status_code == 422
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)
