"""Several people at one desk: who is second, who wrote it, what comes next."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published, waiting
from tests.notes import notes, verbs
from tests.web.test_reviewing import ACCEPT, DECLINE, NOTE, RETURN, decide, now_of
from tests.world import World, sign_in
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.posts.actions import save
from uclg_share.posts.models import Stage
from uclg_share.reviews.actions import accept, submit, withdraw
from uclg_share.reviews.models import Outcome, Review


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def revised(world: World) -> Review:
    """A newer text of a published post waits."""
    post = published(world)
    save(viewer_for(world.amina), post, case_study(world, "Newer"), 1)
    return submit(viewer_for(world.amina), post, world.water)


@pytest.mark.parametrize("form", [ACCEPT, RETURN, DECLINE])
def test_who_comes_second_is_told_who_was_first(
    bruno: FlaskClient, world: World, form: dict[str, str]
) -> None:
    review = waiting(world)
    accept(world.viewer("elif"), review)

    answer = decide(bruno, review, form)

    assert answer.status_code == 409
    assert "Elif has already decided this." in answer.text
    assert (NOTE in answer.text) is ("note" in form)
    assert now_of(review) == (Outcome.ACCEPTED, Stage.ACCEPTED)
    assert len(notes(Topic.POST_ACCEPTED, Topic.POST_RETURNED)) == 1


@pytest.mark.parametrize("form", [ACCEPT, RETURN, DECLINE])
def test_what_its_author_took_back_meanwhile_is_not_decided(
    bruno: FlaskClient, world: World, form: dict[str, str]
) -> None:
    review = waiting(world)
    withdraw(world.viewer("amina"), review)

    answer = decide(bruno, review, form)

    assert answer.status_code == 409
    assert "Amina changed this in the meantime." in answer.text
    assert now_of(review) == (Outcome.WITHDRAWN, Stage.DRAFT)
    assert notes(Topic.POST_ACCEPTED, Topic.POST_RETURNED) == []


def test_a_coordinator_reads_but_does_not_decide_an_own_text(
    bruno: FlaskClient, world: World
) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)

    page = bruno.get(f"/en/desk/reviews/{review.id}").text

    assert "Another coordinator of the group decides." in page
    assert 'name="decision"' not in page
    assert decide(bruno, review, ACCEPT).status_code == 403
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)


def test_an_only_coordinator_decides_an_own_text(
    client: FlaskClient, world: World
) -> None:
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    review = waiting(world, draft, world.fatou, world.budgets)
    sign_in(client, world.fatou)

    assert decide(client, review, ACCEPT).status_code == 303
    assert now_of(review) == (Outcome.ACCEPTED, Stage.ACCEPTED)


@pytest.mark.parametrize("button, where", [("next", 1), ("stay", 0)])
def test_one_goes_on_to_the_next_or_stays(
    bruno: FlaskClient, world: World, button: str, where: int
) -> None:
    reviews = [waiting(world), waiting(world, case_study(world, "Second"))]

    answer = decide(bruno, reviews[0], RETURN | {button: "1"})

    assert answer.location == f"/en/desk/reviews/{reviews[where].id}"


def test_after_the_last_one_the_desk_is_empty(bruno: FlaskClient, world: World) -> None:
    answer = decide(bruno, waiting(world), DECLINE | {"next": "1"})

    page = bruno.get(answer.location).text
    assert answer.location == "/en/desk"
    assert "Nothing waits for you" in page
    assert "Declined. The author has been told why." in page


def test_a_newer_text_stays_at_the_desk_until_it_is_accepted(
    bruno: FlaskClient, world: World
) -> None:
    review = revised(world)
    assert "version 2" in bruno.get("/en/desk").text
    assert "Newer" not in bruno.get("/en/groups/water").text

    decide(bruno, review, DECLINE)

    assert now_of(review) == (Outcome.DECLINED, Stage.DECLINED)
    assert "Leak detection in Maputo" in bruno.get("/en/groups/water").text

    bruno.post(f"/en/desk/reviews/{review.id}/take-back")
    decide(bruno, review, ACCEPT)

    assert "Newer" in bruno.get("/en/groups/water").text


def test_what_was_asked_last_time_is_read_again(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)
    decide(bruno, review, RETURN)
    db.session.expire_all()
    amina = viewer_for(world.amina)
    save(amina, review.post, case_study(world, "With numbers"), 1)
    second = submit(amina, review.post, world.water)

    page = bruno.get(f"/en/desk/reviews/{second.id}").text

    assert "What was asked last time" in page
    assert NOTE in page
    assert "1 returned" in page


def test_a_decision_is_taken_back_from_its_page(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)
    answer = decide(bruno, review, ACCEPT)
    address = f"/en/desk/reviews/{review.id}"
    assert f'href="{address}#verdict"' in bruno.get(answer.location).text

    back = bruno.post(f"{address}/take-back")

    assert (back.status_code, back.location) == (303, address)
    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)
    assert bruno.post(f"{address}/take-back").status_code == 409
    assert notes(Topic.POST_ACCEPTED, Topic.POST_REOPENED) == []
    assert verbs()[-1] is Verb.POST_REOPENED


def test_looking_at_a_review_decides_nothing(bruno: FlaskClient, world: World) -> None:
    review = waiting(world)

    bruno.get(f"/en/desk/reviews/{review.id}?decision=accept")
    bruno.head(f"/en/desk/reviews/{review.id}?decision=accept")

    assert now_of(review) == (Outcome.WAITING, Stage.WAITING)
    assert bruno.get(f"/en/desk/reviews/{review.id}/take-back").status_code == 405
