"""Invitations from the form to the link."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.groups import (
    invited,
    is_in,
    link_of_newest,
)
from tests.notes import notes
from tests.world import World, sign_in
from uclg_share.notifications.models import Topic

WATER = "/en/groups/water"


def test_a_group_by_invitation_cannot_be_asked(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)

    assert client.get("/en/groups/budgets/join").status_code == 403
    assert client.post("/en/groups/budgets/join").status_code == 403


def test_a_guest_is_invited_and_joins(
    app: Flask, client: FlaskClient, world: World
) -> None:
    sign_in(client, world.fatou)
    form = {"email": "Chen@people.example.org", "locale": "fr"}
    assert client.post("/en/groups/budgets/invite", data=form).status_code == 303
    assert notes(Topic.INVITED)[0].locale == "fr"
    link = link_of_newest()

    guest = app.test_client()
    page = guest.get(link)
    assert "Sign in with the address that got the mail" in page.text
    assert page.headers["Cache-Control"] == "private, no-store"
    assert guest.post(link).status_code == 403
    sign_in(guest, world.chen)
    assert "Join the group" in guest.get(link).text
    assert not is_in(world.chen, world.budgets)  # opening it changes nothing

    assert guest.post(link).location == "/en/groups/budgets"
    assert is_in(world.chen, world.budgets)
    assert guest.get(link).status_code == 404


def test_whoever_else_opens_the_link_is_told_so(
    client: FlaskClient, world: World
) -> None:
    invited(world)
    link = link_of_newest()
    sign_in(client, world.gabriel)

    assert "sent to another address" in client.get(link).text
    answer = client.post(link)

    assert answer.status_code == 403
    assert "sent to another address" in answer.text
    assert "chen@" not in answer.text
    assert not is_in(world.gabriel, world.budgets)


def test_an_invitation_is_taken_back(client: FlaskClient, world: World) -> None:
    invitation = invited(world)
    link = link_of_newest()
    sign_in(client, world.fatou)
    assert "chen@people.example.org" in client.get("/en/groups/budgets/invite").text
    address = f"/en/groups/budgets/invitations/{invitation.id}/take-back"

    assert client.post(address).status_code == 303
    assert client.post(address).status_code == 409

    sign_in(client, world.chen)
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


@pytest.mark.parametrize("email", ["", "nobody", "a@b@c", "=?x?=@example.org"])
def test_a_faulty_address_is_not_invited(
    client: FlaskClient, world: World, email: str
) -> None:
    sign_in(client, world.fatou)
    form = {"email": email, "locale": "en"}

    answer = client.post("/en/groups/budgets/invite", data=form)

    assert answer.status_code == 422
    assert notes() == []


@pytest.mark.parametrize("name", ["amina", "chen", "fatou"])
def test_nobody_else_invites(client: FlaskClient, world: World, name: str) -> None:
    sign_in(client, getattr(world, name))
    form = {"email": "new@example.org", "locale": "en"}

    assert client.get(f"{WATER}/invite").status_code == 403
    assert client.post(f"{WATER}/invite", data=form).status_code == 403
    invitation = invited(world, host=world.bruno, group=world.water)
    address = f"{WATER}/invitations/{invitation.id}/take-back"

    assert client.post(address).status_code == 403


def test_invitations_are_limited(client: FlaskClient, world: World) -> None:
    sign_in(client, world.fatou)
    address = "/en/groups/budgets/invite"
    codes = [
        client.post(
            address, data={"email": f"g{at}@example.org", "locale": "en"}
        ).status_code
        for at in range(31)
    ]

    assert codes == [303] * 30 + [429]
    assert len(notes(Topic.INVITED)) == 30
