"""The same done to several things, with the reason given once."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.drafts import case_study, waiting
from tests.groups import asked, is_in
from tests.notes import notes
from tests.waiting import coordinate, everything, items
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.groups.models import Answer
from uclg_share.notifications.models import Topic
from uclg_share.reviews.actions import accept
from uclg_share.reviews.claiming import claim
from uclg_share.reviews.models import Outcome, Reason, Review
from uclg_share.reviews.reasons import ReasonRecord, add

DESK = "/en/desk"
NOTE = "Say how many pipes, please."
ACCEPT = {"decision": "accept"}


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def together(
    browser: FlaskClient, act: str, keys: list[str], **form: Any
) -> TestResponse:
    """What follows the question: the same address, with the reason."""
    address = f"{DESK}/together?act={act}" + "".join(f"&item={key}" for key in keys)
    return browser.post(address, data=form)


def key(review: Review) -> str:
    return f"review-{review.id}"


def test_several_are_decided_with_one_reason(bruno: FlaskClient, world: World) -> None:
    reviews = [waiting(world), waiting(world, case_study(world, "Second"))]
    keys = [key(review) for review in reviews]
    first = bruno.post(f"{DESK}/choose", data={"act": "return", "item": keys})
    assert "Second" in bruno.get(first.location).text

    answer = together(bruno, "return", keys, reason="unsourced", note=NOTE)

    assert answer.location == DESK
    assert "2 things done." in bruno.get(DESK).text
    for review in reviews:
        assert again(review).outcome is Outcome.RETURNED
        assert (review.reason, review.note) == (Reason.UNSOURCED, NOTE)
    assert len(notes(Topic.POST_RETURNED)) == 2


def test_several_sorts_are_accepted_at_once(bruno: FlaskClient, world: World) -> None:
    everything(world)
    keys = [item.key for item in items(world, "bruno")]

    page = bruno.get(
        f"{DESK}/together?act=accept" + "".join(f"&item={k}" for k in keys)
    )
    assert "Reports are settled one by one." in page.text
    together(bruno, "accept", keys)

    assert is_in(world.chen, world.water)
    assert [item.sort.value for item in items(world, "bruno")] == ["flag"]


def test_a_reason_given_once_has_to_be_given(bruno: FlaskClient, world: World) -> None:
    review, request = waiting(world), asked(world)
    keys = [key(review), f"request-{request.id}"]

    lacking = together(bruno, "decline", keys)
    assert lacking.status_code == 422
    assert 'href="#reason"' in lacking.text
    assert 'href="#note"' in lacking.text
    assert together(bruno, "decline", keys[1:]).status_code == 422

    together(bruno, "decline", keys, reason="out_of_scope", note=NOTE)
    assert again(review).outcome is Outcome.DECLINED
    assert (again(request).answer, request.reason) == (Answer.DECLINED, NOTE)


def test_what_was_decided_meanwhile_is_told_and_the_others_go_through(
    bruno: FlaskClient, world: World
) -> None:
    reviews = [waiting(world), waiting(world, case_study(world, "Second"))]
    accept(world.viewer("elif"), reviews[0])

    together(bruno, "accept", [key(review) for review in reviews])

    page = bruno.get(DESK).text
    assert "Leak detection in Maputo: Elif has already decided this." in page
    assert "1 thing done." in page
    assert again(reviews[1]).decided_by_id == world.bruno.id


def test_what_another_reads_is_left_to_them(bruno: FlaskClient, world: World) -> None:
    review = waiting(world)
    claim(world.viewer("elif"), review)

    page = bruno.get(f"{DESK}/together?act=accept&item={key(review)}").text
    together(bruno, "accept", [key(review)])

    assert "Elif is reading this. Open it to decide all the same." in page
    assert again(review).outcome is Outcome.WAITING


def test_nobody_judges_their_own_among_others(bruno: FlaskClient, world: World) -> None:
    draft = case_study(world, "Mine", organisation_id=world.coast.id)
    own, other = waiting(world, draft, world.bruno), waiting(world)

    together(bruno, "accept", [key(own), key(other)])

    assert again(own).outcome is Outcome.WAITING
    assert again(other).outcome is Outcome.ACCEPTED
    assert (
        "Mine: You wrote this." in bruno.get(DESK).text or again(own).decided_at is None
    )


def test_an_only_coordinator_does_and_the_log_says_so(
    client: FlaskClient, world: World
) -> None:
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    review = waiting(world, draft, world.fatou, world.budgets)
    sign_in(client, world.fatou)

    together(client, "accept", [key(review)])

    said = db.session.query(AuditEntry).filter_by(verb=Verb.POST_ACCEPTED).one()
    assert said.data["own_post"] is True


@pytest.mark.parametrize("name, code", [("amina", 403), ("chen", 403), ("fatou", 303)])
def test_what_is_on_no_desk_of_ones_own_is_not_touched(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    review, request = waiting(world), asked(world)
    sign_in(client, getattr(world, name))
    keys = [key(review), f"request-{request.id}"]

    answer = together(client, "decline", keys, reason="other", note=NOTE)

    assert answer.status_code == code
    assert again(review).outcome is Outcome.WAITING
    assert again(request).answer is Answer.WAITING


def test_a_reason_of_the_group_is_given_where_all_are_of_it(
    bruno: FlaskClient, world: World
) -> None:
    coordinate(world, "bruno", world.budgets)
    own = add(world.viewer("bruno"), world.water, ReasonRecord({"en": "No map"}, ""))
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    here, there = waiting(world), waiting(world, draft, world.fatou, world.budgets)
    form = {"reason": f"own-{own.id}", "note": NOTE}

    assert together(bruno, "return", [key(here), key(there)], **form).status_code == 422
    assert together(bruno, "return", [key(here)], **form).status_code == 303

    assert again(here).own_reason_id == own.id
    assert again(there).outcome is Outcome.WAITING
