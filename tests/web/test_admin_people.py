from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from tests.admin_forms import again
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.organisations.affiliations import ask


def test_a_person_is_suspended_and_restored(admin: FlaskClient, world: World) -> None:
    address = f"/en/admin/people/{world.amina.id}"
    assert admin.post(f"{address}/suspend", data={"reason": " "}).status_code == 422

    admin.post(f"{address}/suspend", data={"reason": "Spam in three groups"})
    assert again(world.amina).suspended_at
    assert "Spam in three groups" in admin.get(address).text
    admin.post(f"{address}/restore")

    assert again(world.amina).suspended_at is None


def test_an_administrator_is_made_and_unmade(admin: FlaskClient, world: World) -> None:
    address = f"/en/admin/people/{world.amina.id}"
    assert "Make Amina an administrator?" in admin.get(f"{address}/appoint").text
    assert not again(world.amina).is_admin

    admin.post(f"{address}/appoint")
    assert again(world.amina).is_admin
    admin.post(f"{address}/demote")

    assert not again(world.amina).is_admin


def test_the_last_administrator_stays(admin: FlaskClient, world: World) -> None:
    address = f"/en/admin/people/{world.dina.id}"

    demoted = admin.post(f"{address}/demote")
    suspended = admin.post(f"{address}/suspend", data={"reason": "Me"})

    assert (demoted.status_code, suspended.status_code) == (409, 409)
    assert "last administrator" in demoted.text
    assert again(world.dina).is_admin
    assert world.dina.suspended_at is None


def test_somebody_who_cannot_sign_in_is_not_appointed(
    admin: FlaskClient, world: World
) -> None:
    for person in (world.hana, world.ines):
        answer = admin.post(f"/en/admin/people/{person.id}/appoint")
        assert answer.status_code == 409
        assert not again(person).is_admin


def test_a_person_is_signed_out_everywhere(
    app: Flask, admin: FlaskClient, world: World
) -> None:
    other = app.test_client()
    sign_in(other, world.amina)

    admin.post(f"/en/admin/people/{world.amina.id}/sign_out")

    assert other.get("/en/my-organisations").status_code == 303


def test_an_affiliation_is_confirmed_from_the_page_of_a_person(
    admin: FlaskClient, world: World
) -> None:
    waits = ask(world.chen, world.hills)
    db.session.commit()
    here = f"/en/admin/people/{world.chen.id}"
    assert f"/en/affiliations/{waits.id}/confirm" in admin.get(here).text

    answer = admin.post(f"/en/affiliations/{waits.id}/confirm", data={"next": here})
    role = {"next": here, "role": "representative"}
    admin.post(f"/en/affiliations/{waits.id}/role", data=role)

    assert answer.location == here
    assert again(waits).role == "representative"
