"""What coordinators and administrators change on the list of members."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.groups import (
    is_in,
    membership,
)
from tests.notes import topics
from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.accounts.models import SignIn
from uclg_share.database import db, now
from uclg_share.groups.models import Role
from uclg_share.notifications.models import Topic

WATER = "/en/groups/water"


def test_a_coordinator_makes_another_and_unmakes_them(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.bruno)
    amina = membership(world.amina, world.water)
    row = f"{WATER}/members/{amina.id}"

    assert client.post(f"{row}/appoint").location == f"{WATER}/members"
    assert again(amina).role is Role.COORDINATOR
    assert client.post(f"{row}/appoint").status_code == 409
    assert client.post(f"{row}/dismiss").status_code == 303

    assert again(amina).role is Role.MEMBER


@pytest.mark.parametrize("act", ["appoint", "dismiss"])
def test_a_role_asks_for_the_password_once_an_hour(
    client: FlaskClient, world: World, act: str
) -> None:
    sign_in(client, world.bruno)
    row = db.session.scalars(select(SignIn)).one()
    row.proved_at = now() - timedelta(hours=2)
    elif_ = membership(world.elif_, world.water)

    answer = client.post(f"{WATER}/members/{elif_.id}/{act}")

    assert "/confirm-password" in (answer.location or "")
    assert again(elif_).role is Role.COORDINATOR


def test_a_membership_ends_with_a_reason(client: FlaskClient, world: World) -> None:
    sign_in(client, world.bruno)
    amina = membership(world.amina, world.water)
    address = f"{WATER}/members/{amina.id}/end"
    assert "End the membership of Amina" in client.get(address).text

    assert client.post(address, data={"reason": ""}).status_code == 422
    assert client.post(address, data={"reason": "Left."}).status_code == 303
    assert again(amina).ended_at

    assert client.post(address, data={"reason": "Left."}).status_code == 409


@pytest.mark.parametrize("name", ["amina", "chen", "fatou"])
@pytest.mark.parametrize("act", ["appoint", "dismiss", "end"])
def test_an_outsider_changes_no_list(
    client: FlaskClient, world: World, name: str, act: str
) -> None:
    elif_ = membership(world.elif_, world.water)
    sign_in(client, getattr(world, name))

    answer = client.post(f"{WATER}/members/{elif_.id}/{act}", data={"reason": "x"})

    assert answer.status_code == 403
    assert again(elif_).role is Role.COORDINATOR


def test_a_membership_of_another_group_is_not_found(
    client: FlaskClient, world: World
) -> None:
    fatou = membership(world.fatou, world.budgets)
    sign_in(client, world.bruno)

    for act in ("appoint", "dismiss", "end"):
        answer = client.post(f"{WATER}/members/{fatou.id}/{act}")
        assert answer.status_code == 404


def test_an_administrator_appoints_from_the_page_of_the_group(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)
    address = f"/en/admin/groups/{world.markets.id}"
    assert "Chen" in client.get(f"{address}?person=chen").text

    answer = client.post(f"{address}/appoint", data={"account_id": world.chen.id})

    assert answer.location == address
    assert membership(world.chen, world.markets).role is Role.COORDINATOR
    assert topics() == [Topic.APPOINTED]


@pytest.mark.parametrize("sent", ["", "x", "999999", "0", "9" * 30])
def test_nobody_unknown_is_appointed(
    client: FlaskClient, world: World, sent: str
) -> None:
    sign_in(client, world.dina)
    address = f"/en/admin/groups/{world.markets.id}/appoint"

    assert client.post(address, data={"account_id": sent}).status_code == 422


def test_only_administrators_appoint_there(client: FlaskClient, world: World) -> None:
    sign_in(client, world.bruno)
    address = f"/en/admin/groups/{world.water.id}/appoint"

    answer = client.post(address, data={"account_id": world.chen.id})

    assert answer.status_code == 403
    assert not is_in(world.chen, world.water)
