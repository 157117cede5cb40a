from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.accounts.models import SignIn
from uclg_share.database import db, now
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import (
    Affiliation,
    Role,
)
from uclg_share.organisations.people import current_of


def waiting(world: World) -> Affiliation:
    affiliation = ask(world.chen, world.hills)
    db.session.commit()
    return affiliation


def test_a_visitor_signs_in_before_asking(client: FlaskClient) -> None:
    assert (
        "Write for this organisation" not in client.get("/en/organisations/hills").text
    )
    assert client.get("/en/organisations/propose").status_code == 303
    assert client.get("/en/my-organisations").status_code == 303
    assert client.post("/en/organisations/hills/ask").status_code == 403


def test_somebody_asks_and_takes_it_back(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)
    assert "Write for this organisation" in client.get("/en/organisations/hills").text

    assert client.post("/en/organisations/hills/ask").status_code == 303
    page = client.get("/en/my-organisations").text
    assert "Waiting" in page
    waits = current_of(world.chen.id, world.hills.id)
    assert waits is not None
    client.post(f"/en/affiliations/{waits.id}/end")

    assert again(waits).ended_at
    assert "You asked to write" not in client.get("/en/organisations/hills").text


def test_a_representative_confirms(client: FlaskClient, world: World) -> None:
    affiliation = waiting(world)
    sign_in(client, world.gabriel)
    assert "Chen" in client.get("/en/organisations/hills/people").text

    answer = client.post(f"/en/affiliations/{affiliation.id}/confirm")

    assert answer.location == "/en/organisations/hills/people"
    assert again(affiliation).confirmed_by_id == world.gabriel.id


def test_declining_needs_a_reason(client: FlaskClient, world: World) -> None:
    affiliation = waiting(world)
    sign_in(client, world.gabriel)
    address = f"/en/affiliations/{affiliation.id}/decline"

    refused = client.post(address, data={"reason": " \u200b "})
    assert refused.status_code == 422
    assert "Error:" in refused.text
    assert client.post(address, data={"reason": "Unknown to us"}).status_code == 303

    assert again(affiliation).declined_by_id == world.gabriel.id


def test_the_second_decision_is_told_who_was_first(
    client: FlaskClient, world: World
) -> None:
    affiliation = waiting(world)
    sign_in(client, world.gabriel)
    client.post(f"/en/affiliations/{affiliation.id}/confirm")

    sign_in(client, world.dina)
    answer = client.post(f"/en/affiliations/{affiliation.id}/confirm")

    assert answer.status_code == 409
    assert "Gabriel has already decided this." in answer.text


@pytest.mark.parametrize(
    "name, people, confirm, role",
    [
        ("amina", 403, 404, 404),
        ("bruno", 403, 404, 404),
        ("chen", 403, 403, 403),
    ],
)
def test_nobody_else_decides(
    client: FlaskClient, world: World, name: str, people: int, confirm: int, role: int
) -> None:
    affiliation = waiting(world)
    sign_in(client, getattr(world, name))
    act = f"/en/affiliations/{affiliation.id}"

    assert client.get("/en/organisations/hills/people").status_code == people
    assert client.post(f"{act}/confirm").status_code == confirm
    assert client.get(f"{act}/decline").status_code == confirm
    assert client.post(f"{act}/role", data={"role": "editor"}).status_code == role
    assert again(affiliation).is_waiting


def test_a_representative_gives_roles_but_not_their_own(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.gabriel)
    amina = current_of(world.amina.id, world.hills.id)
    assert amina is not None
    address = f"/en/affiliations/{amina.id}/role"

    assert client.post(address, data={"role": "editor"}).status_code == 303
    assert client.post(address, data={"role": "representative"}).status_code == 403
    assert client.post(address, data={"role": "queen"}).status_code == 422

    assert again(amina).role is Role.EDITOR


def test_a_role_asks_for_the_password_once_an_hour(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.gabriel)
    row = db.session.scalars(select(SignIn)).one()
    row.proved_at = now() - timedelta(hours=2)
    amina = current_of(world.amina.id, world.hills.id)
    assert amina is not None

    answer = client.post(f"/en/affiliations/{amina.id}/role", data={"role": "editor"})

    assert "/confirm-password" in (answer.location or "")
    assert again(amina).role is Role.CONTRIBUTOR


def test_ending_asks_first(client: FlaskClient, world: World) -> None:
    sign_in(client, world.amina)
    amina = current_of(world.amina.id, world.hills.id)
    assert amina is not None

    assert "Stop writing for" in client.get(f"/en/affiliations/{amina.id}/end").text
    assert again(amina).ended_at is None
    client.post(f"/en/affiliations/{amina.id}/end")

    assert again(amina).ended_at


def test_the_way_back_stays_on_this_site(client: FlaskClient, world: World) -> None:
    affiliation = waiting(world)
    sign_in(client, world.gabriel)
    act = f"/en/affiliations/{affiliation.id}/confirm"

    answer = client.post(act, data={"next": "//evil.example.net"})

    assert answer.location == "/en/organisations/hills/people"
