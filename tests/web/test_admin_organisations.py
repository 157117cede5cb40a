from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.admin_forms import again, proposed
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.organisations.models import Organisation

LEAGUE = {
    "name": "League of Islands",
    "acronym": "LI",
    "type": "national_lga",
    "country": "FJ",
    "latitude": "-18,14",
    "longitude": "178.44",
    "domains": "@Islands.example.org\nislands.example.org",
    "sections": ["AFRICA"],
    "website": "https://islands.example.org",
}


def test_a_proposal_is_confirmed_with_its_proposer(
    admin: FlaskClient, world: World
) -> None:
    town = proposed(world)
    page = admin.get(f"/en/admin/organisations/{town.id}").text
    assert "Confirming it also confirms" in page

    admin.post(f"/en/admin/organisations/{town.id}/confirm")

    assert again(town).confirmed_by_id == world.dina.id
    assert world.viewer("chen").writes_for == {town.id}


def test_two_administrators_decide_one_proposal(
    admin: FlaskClient, world: World
) -> None:
    town = proposed(world)
    world.elif_.is_admin = True
    admin.post(f"/en/admin/organisations/{town.id}/confirm")

    sign_in(admin, world.elif_)
    answer = admin.post(
        f"/en/admin/organisations/{town.id}/decline", data={"reason": "Unknown."}
    )

    assert answer.status_code == 409
    assert "Dina has already decided this." in answer.text
    assert again(town).declined_at is None


def test_a_proposal_is_declined_with_a_reason(admin: FlaskClient, world: World) -> None:
    town = proposed(world)
    address = f"/en/admin/organisations/{town.id}/decline"

    assert admin.post(address, data={"reason": ""}).status_code == 422
    assert admin.post(address, data={"reason": "Not a member."}).status_code == 303

    assert again(town).declined_by_id == world.dina.id


def test_a_name_in_use_is_not_confirmed(admin: FlaskClient, world: World) -> None:
    town = proposed(world, "federation of COASTAL towns")

    answer = admin.post(
        f"/en/admin/organisations/{town.id}/confirm", follow_redirects=True
    )

    assert "another organisation has this name" in answer.text
    assert again(town).confirmed_at is None


def test_an_organisation_is_added_once(admin: FlaskClient, world: World) -> None:
    form = {**LEAGUE, "once": "a-key-of-sixteen-letters"}

    for _ in range(2):
        assert admin.post("/en/admin/organisations/add", data=form).status_code == 303

    slug = Organisation.slug.startswith("league")
    league = db.session.scalars(select(Organisation).where(slug)).one()
    assert (league.latitude, league.longitude) == (-18.1, 178.4)
    assert [one.domain for one in league.domains] == ["islands.example.org"]
    assert "League of Islands" in admin.get("/en/organisations/league-of-islands").text


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name": ""}, "Write the name"),
        ({"name": "FEDERATION of coastal towns"}, "Another organisation has this name"),
        (
            {"domains": "hills.example.org"},
            "Another organisation has hills.example.org",
        ),
        ({"domains": "gmail.com"}, "Anybody can have an address"),
        ({"domains": "not a domain"}, "is not a domain"),
        ({"latitude": "91"}, "Latitude lies between"),
        ({"latitude": "north"}, "Write a number"),
        ({"country": ""}, "Choose a country or territory"),
        ({"website": "ftp://x.example.org"}, "Write the whole address"),
        ({"acronym": "x" * 31}, "Keep it under 30"),
        ({"sections": ["MOON"]}, "Choose from the list"),
    ],
)
def test_a_faulty_record_keeps_what_was_typed(
    admin: FlaskClient, world: World, changes: dict[str, Any], words: str
) -> None:
    form = {**LEAGUE, "description": "Kept as it was typed.", **changes}

    added = admin.post("/en/admin/organisations/add", data=form)
    changed = admin.post(
        f"/en/admin/organisations/{world.coast.id}",
        data={**form, "version": world.coast.version},
    )

    assert added.status_code == 422
    assert words in added.text
    assert "Kept as it was typed." in added.text
    if changes.get("name", "").lower() != world.coast.name.lower():
        assert changed.status_code == 422
        assert words in changed.text
        assert "Error:" in changed.text


def test_an_organisation_is_changed_unless_it_changed(
    admin: FlaskClient, world: World
) -> None:
    form = {**LEAGUE, "version": str(world.coast.version)}
    address = f"/en/admin/organisations/{world.coast.id}"

    assert admin.post(address, data=form).status_code == 303
    assert admin.post(address, data=form).status_code == 409

    coast = again(world.coast)
    assert (coast.name, coast.slug) == ("League of Islands", "coast")


@pytest.mark.parametrize("thing", ["organisations", "people", "committees", "groups"])
def test_what_is_not_there_is_not_found(admin: FlaskClient, thing: str) -> None:
    for number in ("999", "0", "2147483648", "x"):
        assert admin.get(f"/en/admin/{thing}/{number}").status_code == 404


def test_wildcards_and_long_texts_find_nobody(admin: FlaskClient) -> None:
    for thing in ("people", "organisations"):
        for text in ("%25", "__", "x" * 5000):
            page = admin.get(f"/en/admin/{thing}?q={text}")
            assert page.status_code == 200
            assert "<table" not in page.text
