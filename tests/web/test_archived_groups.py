"""Closing a group from its page, and how it stands then."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.drafts import drafted, published, waiting
from tests.groups import asked
from tests.web.feed_pages import WATER, titles
from tests.web.text_forms import filled
from tests.world import World, sign_in
from uclg_share.archiving.actions import archive_group
from uclg_share.database import db

WHY = "The mandate ended."


@pytest.fixture
def bruno(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.bruno)
    return client


def close(world: World) -> None:
    archive_group(world.viewer("bruno"), world.water, WHY)
    db.session.commit()


def test_a_coordinator_closes_a_group_once_its_desk_is_empty(
    bruno: FlaskClient, world: World
) -> None:
    waiting(world)
    asked(world)
    db.session.commit()
    assert f"{WATER}/archive" in bruno.get(f"{WATER}/about").text
    page = bruno.get(f"{WATER}/archive").text
    assert "1 text waits for a decision" in page
    assert "/en/desk/join-requests?group=water" in page

    refused = bruno.post(f"{WATER}/archive", data={"reason": WHY})

    assert refused.status_code == 409
    assert "Something still waits in this group" in refused.text
    assert WHY in refused.text
    assert "Archived since" not in bruno.get(WATER).text


def test_its_pages_say_since_when_and_why(client: FlaskClient, world: World) -> None:
    post = published(world)
    close(world)

    for page in (WATER, f"{WATER}/about", f"{WATER}/members"):
        text = client.get(page).text
        assert "Archived since" in text
        assert WHY in text
    assert titles(client, WATER) == titles(client, f"{WATER}.json") == [post.title]
    assert (
        "This group is archived" in client.get(f"/en/posts/{post.id}/{post.slug}").text
    )


def test_who_sends_a_text_there_reads_why_it_cannot_be_sent(
    client: FlaskClient, world: World
) -> None:
    post = drafted(world)
    close(world)
    sign_in(client, world.amina)
    form = filled(world, do="submit", title="Late", base="1")

    answer = client.post(f"/en/posts/{post.id}/edit", data=form)

    assert answer.status_code == 422
    assert "This group is archived: nothing can be added" in answer.text


def test_the_directory_lists_it_apart(client: FlaskClient, world: World) -> None:
    close(world)

    open_groups, _, archived = client.get("/en/groups").text.partition(
        "Archived groups"
    )

    assert WATER not in open_groups.partition("<main")[2]
    assert WATER in archived
    assert f'href="{WATER}"' not in client.get("/en/").text.partition("<main")[2]


def test_it_is_opened_again_from_its_page(bruno: FlaskClient, world: World) -> None:
    close(world)
    assert f"{WATER}/reopen" in bruno.get(WATER).text
    assert bruno.post(f"{WATER}/archive", data={"reason": WHY}).status_code == 409

    assert (
        bruno.post(f"{WATER}/reopen", data={"reason": "We go on."}).status_code == 303
    )

    assert "Archived since" not in bruno.get(WATER).text


def test_the_form_of_administration_neither_closes_nor_opens(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)
    address = f"/en/admin/groups/{world.water.id}"
    assert 'value="archived"' not in client.get(address).text
    close(world)

    page = client.get(address).text

    assert 'value="archived"' in page
    assert 'value="active"' not in page
    assert f"{WATER}/reopen" in page
