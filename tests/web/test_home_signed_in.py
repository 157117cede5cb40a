"""The first page of somebody who signed in: their turn, their groups."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, drafted, published, waiting
from tests.talk import reported
from tests.web.home_pages import by_bruno, open_to_bruno, section, titles
from tests.world import World, sign_in
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db, now
from uclg_share.groups.models import JoinRequest, Membership
from uclg_share.reviews.actions import send_back
from uclg_share.reviews.models import Reason


def test_nothing_needs_you(client: FlaskClient, world: World) -> None:
    drafted(world, case_study(world, "Begun yesterday"))
    waiting(world, case_study(world, "With the coordinators"))
    sign_in(client, world.amina)

    mine = section(client.get("/en/").text, "turn")

    assert "Nothing needs you today." in mine
    assert "No organisation has confirmed you yet" not in mine


def test_what_came_back_and_what_lies_still_is_your_turn(
    client: FlaskClient, world: World
) -> None:
    forgotten = drafted(world, case_study(world, "An old draft"))
    forgotten.changed_at = now() - timedelta(days=8)
    review = waiting(world, case_study(world, "A returned text"))
    send_back(viewer_for(world.elif_), review, Reason.UNSOURCED, "Where from?")
    sign_in(client, world.amina)

    mine = section(client.get("/en/").text, "turn")

    assert f'href="/en/my-work/{review.post_id}"' in mine
    assert mine.index("A returned text") < mine.index("An old draft")
    assert "Nothing needs you" not in mine


def test_the_drafts_of_others_are_not_your_turn(
    client: FlaskClient, world: World
) -> None:
    for person in (world.amina, world.bruno):
        post = drafted(world, case_study(world, f"By {person.name}"), person)
        post.changed_at = now() - timedelta(days=8)
    db.session.commit()
    sign_in(client, world.bruno)

    mine = section(client.get("/en/").text, "turn")

    assert "By Bruno" in mine
    assert "By Amina" not in mine


def test_a_deleted_draft_is_nobodys_turn(client: FlaskClient, world: World) -> None:
    post = drafted(world, case_study(world, "Thrown away"))
    post.changed_at = now() - timedelta(days=8)
    post.deleted_at = now()
    sign_in(client, world.amina)

    assert "Nothing needs you today." in section(client.get("/en/").text, "turn")


@pytest.mark.parametrize("name", ["bruno", "elif_", "dina"])
def test_a_coordinator_sees_what_waits_and_how_long(
    client: FlaskClient, world: World, name: str
) -> None:
    waiting(world, case_study(world, "First")).submitted_at = now() - timedelta(days=5)
    waiting(world, case_study(world, "Second"))
    db.session.add(JoinRequest(group=world.water, account=world.chen))
    reported(world, published(world, case_study(world, "Reported")))
    sign_in(client, getattr(world, name))

    page = client.get("/en/").text

    assert "1 more thing on the desk" in section(page, "turn")
    assert "2 texts wait for review" in section(page, "turn")
    assert "the oldest for 5 days" in section(page, "turn")
    assert "1 person asks to join" in section(page, "turn")
    assert 'href="/en/desk?group=water&amp;sort=request"' in page
    assert '<span class="count n">4<' in page


@pytest.mark.parametrize("name", ["amina", "fatou", "chen"])
def test_who_does_not_coordinate_the_group_sees_none_of_it(
    client: FlaskClient, world: World, name: str
) -> None:
    waiting(world)
    db.session.add(JoinRequest(group=world.water, account=world.chen))
    sign_in(client, getattr(world, name))

    assert "Nothing needs you today." in section(client.get("/en/").text, "turn")


def test_who_is_not_confirmed_is_told_what_waits(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)

    mine = section(client.get("/en/").text, "turn")

    assert "No organisation has confirmed you yet" in mine
    assert 'href="/en/my-organisations"' in mine


def test_a_member_reads_the_newest_of_their_groups(
    client: FlaskClient, world: World
) -> None:
    published(world, case_study(world, "A well"))
    open_to_bruno(world)
    by_bruno(world, "Stalls", world.markets)
    sign_in(client, world.amina)

    page = client.get("/en/").text

    assert "From your groups" in page
    assert titles(page) == ["A well"]


def test_a_members_group_is_read_by_its_members(
    client: FlaskClient, world: World
) -> None:
    open_to_bruno(world)
    by_bruno(world, "What the fee pays", world.budgets)
    sign_in(client, world.fatou)

    assert titles(client.get("/en/").text) == ["What the fee pays"]


def test_a_tag_lets_nobody_read_what_a_members_group_keeps(
    client: FlaskClient, world: World
) -> None:
    open_to_bruno(world)
    by_bruno(world, "What the fee pays", world.budgets, world.water)
    sign_in(client, world.amina)

    assert titles(client.get("/en/").text) == []


def test_a_post_in_two_of_my_groups_stands_there_once(
    client: FlaskClient, world: World
) -> None:
    db.session.add(Membership(group=world.markets, account=world.amina))
    both = case_study(world, group_ids=(world.water.id, world.markets.id))
    published(world, both)
    sign_in(client, world.amina)

    assert titles(client.get("/en/").text) == ["Leak detection in Maputo"]


def test_a_newcomer_chooses_among_the_groups(client: FlaskClient, world: World) -> None:
    published(world)
    sign_in(client, world.chen)

    page = client.get("/en/").text

    assert "Water" in section(page, "choose")
    assert "Budgets" not in section(page, "choose")
    assert 'action="/en/groups/markets/join"' in page
    assert 'href="/en/groups/water/join"' in page
    assert "New on Share" in page
    assert titles(page) == ["Leak detection in Maputo"]


def test_a_member_can_begin_to_write(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)

    page = client.get("/en/").text

    assert 'href="/en/write/case-study"' in page
    assert 'href="/en/write/experience"' in page
