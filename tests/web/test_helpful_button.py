"""The button with which an organisation says what was of help to it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.talk import said
from tests.unit.test_helpful import another
from tests.web.comment_pages import page_of
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.posts.models import Post


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def seen(post: Post) -> Post:
    db.session.expire_all()
    return db.session.get_one(Post, post.id)


def test_an_organisation_is_named_and_taken_back_by_one_button(
    bruno: FlaskClient, world: World
) -> None:
    post = published(world)
    comment = said(world, post)
    address, coast = f"/en/posts/{post.id}/helpful", str(world.coast.id)
    on_comment = {"comment_id": str(comment.id), "organisation_id": coast}
    assert ">Helpful to us</button>" in bruno.get(page_of(post)).text

    on_post = bruno.post(address, data={"organisation_id": coast})
    below = bruno.post(address, data=on_comment)

    assert on_post.location == f"{page_of(post)}#helpful"
    assert below.location == f"{page_of(post)}#c-{comment.id}"
    page = bruno.get(page_of(post)).text
    assert page.count("Federation of Coastal Towns</bdi></a></span>") == 2
    assert page.count(">Not helpful to us after all</button>") == 2
    bruno.post(address, data={**on_comment, "wish": "back"})
    bruno.post(address, data={"organisation_id": coast, "wish": "back"})
    assert "Helpful to:" not in bruno.get(page_of(post)).text


@pytest.mark.parametrize("organisation", ["", "x", "999", "hills"])
def test_nobody_praises_in_the_name_of_others(
    bruno: FlaskClient, world: World, organisation: str
) -> None:
    post = published(world)
    chosen = str(world.hills.id) if organisation == "hills" else organisation
    sent = {"organisation_id": chosen}

    answer = bruno.post(f"/en/posts/{post.id}/helpful", data=sent)

    assert answer.status_code == 403
    assert seen(post).helpful_count == 0


def test_who_writes_for_several_chooses_on_a_page(
    client: FlaskClient, world: World
) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    post = published(world, draft, world.bruno)
    town = another(world, "Oued Sefra", "amina")
    sign_in(client, world.amina)
    address = f"/en/posts/{post.id}/helpful"
    assert f'href="{address}">Helpful to us</a>' in client.get(page_of(post)).text

    page = client.get(address).text

    assert "Oued Sefra" in page
    assert "Association of Hill Municipalities" in page
    client.post(address, data={"organisation_id": str(town.id)})
    assert "Oued Sefra</bdi></a>" in client.get(page_of(post)).text
    assert 'name="organisation_id"' in client.get(page_of(post)).text
