"""An outline goes from the composer over the desk to its readers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.outlines import outline_form, take_outlines
from tests.web.text_forms import NEW, only_post, send
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Completeness, Stage
from uclg_share.reviews.queries import waiting_review


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.amina)
    return client


def test_an_outline_is_offered_where_the_group_takes_them(
    amina: FlaskClient, world: World
) -> None:
    take_outlines(world)

    answer = send(amina, NEW, outline_form(world, do="submit"))

    assert answer.status_code == 422
    assert 'name="do" value="outline">Submit as an outline</button>' in answer.text
    assert 'href="#results">' in answer.text.partition('class="comp"')[0]
    assert only_post().stage is Stage.DRAFT


def test_elsewhere_no_outline_is_offered_or_taken(
    amina: FlaskClient, world: World
) -> None:
    for wish in ("submit", "outline"):
        answer = send(
            amina, NEW, outline_form(world, do=wish, once=f"{wish}-{'k' * 20}")
        )

        assert answer.status_code == 422
        assert 'value="outline"' not in answer.text
        assert 'href="#results"' in answer.text


def test_less_than_an_outline_is_not_offered_as_one(
    amina: FlaskClient, world: World
) -> None:
    take_outlines(world)

    answer = send(amina, NEW, outline_form(world, do="outline", what_was_done=""))

    assert answer.status_code == 422
    assert 'value="outline"' not in answer.text
    assert only_post().stage is Stage.DRAFT


def test_an_outline_is_sent_reviewed_and_published_as_one(
    client: FlaskClient, world: World
) -> None:
    take_outlines(world)
    sign_in(client, world.amina)
    answer = send(client, NEW, outline_form(world, do="outline"))
    review = waiting_review(only_post())
    assert answer.status_code == 303
    assert review is not None

    sign_in(client, world.elif_)
    desk = client.get(f"/en/desk/reviews/{review.id}").text
    client.post(f"/en/desk/reviews/{review.id}", data={"decision": "accept"})

    post = only_post()
    page = client.get(f"/en/posts/{post.id}/{post.slug}").text
    assert "Sent in as an outline" in desk
    assert post.completeness is Completeness.OUTLINE
    assert "Outline: some parts are still to be written" in page
    assert "Outline</li>" in client.get("/en/groups/water").text


def test_a_whole_text_is_not_called_an_outline(
    amina: FlaskClient, world: World
) -> None:
    post = published(world)

    for address in (f"/en/posts/{post.id}/{post.slug}", "/en/groups/water"):
        assert "Outline" not in amina.get(address).text


def test_a_group_takes_outlines_when_its_form_says_so(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)
    address = f"/en/admin/groups/{world.water.id}"
    page = client.get(address).text
    form = {
        **{"name_en": "Water", "accent": "tour", "visibility": "public"},
        **{"joining": "approval", "lifecycle": "active", "takes_outlines": "y"},
        "review_days": "3",
        "version": str(world.water.version),
    }

    answer = client.post(address, data=form)

    db.session.refresh(world.water)
    assert "Case studies may be published as outlines" in page
    assert answer.status_code == 303
    assert db.session.get_one(WorkingGroup, world.water.id).takes_outlines
