"""The desk as a page: one list, claims."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, waiting
from tests.groups import asked
from tests.notes import notes, verbs
from tests.sql import queries_during
from tests.waiting import coordinate, everything, items, tagged
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.audit import Verb
from uclg_share.mail import compose
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import ask
from uclg_share.reviews.claiming import claim
from uclg_share.reviews.models import Outcome, Review

DESK = "/en/desk"
NOTE = "Say how many pipes, please."
ACCEPT = {"decision": "accept"}


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def key(review: Review) -> str:
    return f"review-{review.id}"


def test_one_list_holds_everything(bruno: FlaskClient, world: World) -> None:
    everything(world)

    page = bruno.get(DESK).text

    for words in (
        "A text",
        "Asks to join Water",
        "Asks to write for Federation of Coastal Towns",
        "2 reports: It tells something private about a person.",
        "Published by Water, shown in Markets as well",
        "5 wait.",
    ):
        assert words in page
    assert '<span class="count n">5<' in page
    assert page.count('name="item"') == 5


def test_the_list_is_narrowed_by_sort_and_group(
    bruno: FlaskClient, world: World
) -> None:
    everything(world)

    requests = bruno.get(f"{DESK}?sort=request").text
    markets = bruno.get(f"{DESK}?group=markets").text

    assert "Asks to join Water" in requests
    assert "A text" not in requests
    assert "Published by Water" in markets
    assert "Asks to join" not in markets
    assert bruno.get(f"{DESK}?sort=nothing").status_code == 404


def test_the_desk_asks_as_much_however_much_waits(
    bruno: FlaskClient, world: World
) -> None:
    everything(world)
    few = queries_during(lambda: bruno.get(DESK))
    for at in range(4):
        waiting(world, case_study(world, f"Text {at}"))
        tagged(world, f"Tag {at}")
    ask(world.gabriel, world.coast)
    asked(world, "gabriel")

    assert queries_during(lambda: bruno.get(DESK)) == few == 10


def test_what_is_late_says_so_and_against_which_aim(
    bruno: FlaskClient, world: World
) -> None:
    review = waiting(world)
    review.submitted_at = review.submitted_at.replace(year=2020)
    world.water.review_days = 5

    page = bruno.get(DESK).text

    assert re.search(r"Late: waiting \d+ years, aim 5 working days", page)
    assert "Aim: 5 working days." in page


def test_a_claim_is_shown_to_the_others(
    bruno: FlaskClient, client: FlaskClient, world: World
) -> None:
    review = waiting(world)
    answer = bruno.post(f"{DESK}/choose", data={"claim": key(review)})
    assert answer.location == f"{DESK}#{key(review)}"
    sign_in(client, world.elif_)

    assert "Bruno has been reading this since" in client.get(DESK).text
    page = client.get(f"{DESK}/reviews/{review.id}").text
    assert "You can decide all the same." in page
    taken = client.post(f"{DESK}/reviews/{review.id}/claim")
    assert taken.status_code == 409
    assert "Bruno has begun to read this." in taken.text
    assert client.post(f"{DESK}/reviews/{review.id}", data=ACCEPT).status_code == 409


def test_who_was_told_of_a_claim_decides_all_the_same(
    client: FlaskClient, world: World
) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)
    sign_in(client, world.elif_)
    address = f"{DESK}/reviews/{review.id}"

    told = client.post(address, data=ACCEPT)
    assert "Send your decision again" in told.text
    assert 'name="decision" value="accept" data-key="a" checked' in told.text
    known = re.search(r'name="told" type="hidden" value="(\d+)"', told.text)
    assert known is not None

    again_ = client.post(address, data=ACCEPT | {"told": known[1]})
    assert again_.status_code == 303
    assert again(review).outcome is Outcome.ACCEPTED


def test_a_claim_is_left_from_its_page(bruno: FlaskClient, world: World) -> None:
    review = waiting(world)
    address = f"{DESK}/reviews/{review.id}"

    assert bruno.post(f"{address}/claim").location == address
    assert "You are reading this" in bruno.get(address).text

    assert bruno.post(f"{address}/release").location == address
    assert again(review).claimed_at is None


def test_a_text_is_handed_over(bruno: FlaskClient, world: World) -> None:
    review = waiting(world)
    address = f"{DESK}/reviews/{review.id}"
    assert "Ask another coordinator" in bruno.get(address).text

    form = {"to": str(world.elif_.id), "word": "Your field."}
    assert bruno.post(f"{address}/hand-over", data=form).status_code == 303
    assert bruno.post(f"{address}/hand-over", data={"to": "x"}).status_code == 422

    assert again(review).claimed_by_id == world.elif_.id
    (note,) = notes(Topic.REVIEW_HANDED)
    assert note.data["note"] == "Your field."
    assert address in str(compose(note))


def test_a_tag_is_kept_by_its_button(bruno: FlaskClient, world: World) -> None:
    coordinate(world, "bruno")
    tagged(world)
    (item,) = items(world, "bruno")

    assert bruno.post(f"{DESK}/choose", data={"keep": item.key}).status_code == 303

    assert verbs()[-1] is Verb.TAG_KEPT
    assert "It stays in your group." in bruno.get(DESK).text


@pytest.mark.parametrize(
    "form, code",
    [
        *(({"claim": key}, 404) for key in ("review-999", "request-1", "x")),
        *(({"act": act}, 422) for act in ("", "burn")),
        ({"act": "accept"}, 303),
    ],
)
def test_a_button_without_a_thing_does_nothing(
    bruno: FlaskClient, world: World, form: dict[str, str], code: int
) -> None:
    review = waiting(world)

    assert bruno.post(f"{DESK}/choose", data=form).status_code == code

    assert again(review).claimed_at is None
