"""The page where a group keeps reasons of its own, and where they are read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import waiting
from tests.notes import notes
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.reviews.reasons import ReasonRecord, add, reasons_of

REASONS = "/en/groups/water/reasons"
PIPES = {"name_en": "Pipes without a map", "name_fr": "Conduites sans plan"}


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def test_a_reason_is_added_changed_and_retired(
    bruno: FlaskClient, world: World
) -> None:
    assert bruno.post(REASONS, data=PIPES).location == REASONS
    (reason,) = reasons_of(world.water.id)
    assert "Conduites sans plan" in bruno.get("/fr/groups/water/reasons").text

    changed = {"name_en": "No map", "version": "1"}
    assert bruno.post(f"{REASONS}/{reason.id}", data=changed).status_code == 303
    assert bruno.post(f"{REASONS}/{reason.id}", data=changed).status_code == 409
    assert again(reason).names == {"en": "No map"}

    assert bruno.post(f"{REASONS}/{reason.id}/retire").location == REASONS
    assert bruno.post(f"{REASONS}/{reason.id}/retire").status_code == 409


@pytest.mark.parametrize("form", [{}, {"name_fr": "Sans plan"}, {"name_en": "x" * 121}])
def test_a_reason_is_named_in_english_and_short(
    bruno: FlaskClient, world: World, form: dict[str, str]
) -> None:
    answer = bruno.post(REASONS, data=form)

    assert answer.status_code == 422
    assert 'href="#name_en"' in answer.text
    assert reasons_of(world.water.id) == []


@pytest.mark.parametrize("name, code", [("amina", 403), ("chen", 403), ("fatou", 403)])
def test_who_does_not_coordinate_the_group_sets_none(
    client: FlaskClient, world: World, name: str, code: int
) -> None:
    sign_in(client, getattr(world, name))

    assert client.get(REASONS).status_code == code
    assert client.post(REASONS, data=PIPES).status_code == code
    assert reasons_of(world.water.id) == []


def test_the_author_reads_it_in_their_language(
    client: FlaskClient, bruno: FlaskClient, world: World
) -> None:
    record = ReasonRecord({"en": "No map", "fr": "Sans plan"}, "When a map would do.")
    reason = add(world.viewer("bruno"), world.water, record)
    world.amina.locale = "fr"
    review = waiting(world)
    address = f"/en/desk/reviews/{review.id}"
    assert "When a map would do." in bruno.get(address).text

    form = {"decision": "return", "reason": f"own-{reason.id}", "note": "A sketch."}
    assert bruno.post(address, data=form).status_code == 303

    (note,) = notes(Topic.POST_RETURNED)
    assert "Sans plan" in str(compose(note))
    sign_in(client, world.amina)
    assert "Sans plan" in client.get(f"/fr/my-work/{review.post_id}").text


def test_a_reason_of_another_group_is_refused(bruno: FlaskClient, world: World) -> None:
    other = add(world.viewer("fatou"), world.budgets, ReasonRecord({"en": "No"}, ""))
    review = waiting(world)
    form = {"decision": "return", "reason": f"own-{other.id}", "note": "No."}

    assert bruno.post(f"/en/desk/reviews/{review.id}", data=form).status_code == 422
