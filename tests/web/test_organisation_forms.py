from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.organisation_pages import again
from tests.world import World, sign_in
from uclg_share.database import db
from uclg_share.organisations.models import (
    Organisation,
)
from uclg_share.organisations.people import current_of

TOWN = {"name": "Town of Ávila", "type": "local_government", "country": "ES"}


def test_an_organisation_is_proposed_once(client: FlaskClient, world: World) -> None:
    sign_in(client, world.chen)
    form = {**TOWN, "writes": "y", "once": "a-key-of-sixteen-letters"}

    client.post("/en/organisations/propose", data=form)
    client.post("/en/organisations/propose", data=form)

    made = db.session.scalars(
        select(Organisation).where(Organisation.proposed_by_id == world.chen.id)
    ).all()
    assert [one.slug for one in made] == ["town-of-avila"]
    assert current_of(world.chen.id, made[0].id) is not None


def test_a_similar_name_is_shown_before_it_is_proposed(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.chen)
    form = {**TOWN, "name": "Federation of the Coastal Towns", "country": "EC"}

    asked = client.post("/en/organisations/propose", data=form)
    assert asked.status_code == 422
    assert "/en/organisations/coast" in asked.text
    assert 'value="Federation of the Coastal Towns"' in asked.text
    sure = client.post("/en/organisations/propose", data={**form, "is_new": "y"})

    assert sure.status_code == 303


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"name": ""}, "Write the name"),
        ({"name": "\u200b"}, "Write the name"),
        ({"name": "x" * 201}, "Keep it under 200"),
        ({"country": ""}, "Choose a country or territory"),
        ({"country": "XX"}, "Choose from the list"),
        ({"type": "kingdom"}, "Choose from the list"),
    ],
)
def test_a_faulty_proposal_keeps_what_was_typed(
    client: FlaskClient, world: World, changes: dict[str, str], words: str
) -> None:
    sign_in(client, world.chen)
    form = {**TOWN, **changes}

    answer = client.post("/en/organisations/propose", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "<title>Error:" in answer.text
    if len(form["name"]) > 1:
        assert form["name"] in answer.text


def test_a_representative_edits_the_page_and_nothing_else(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.gabriel)
    form = {
        "version": world.hills.version,
        "local_name": "Hügel",
        "description": "Hills\nand valleys.",
        "website": "https://hills.example.org",
        "sections": ["AFRICA"],
        "languages": ["fr"],
        "name": "Owned",
        "domains": "evil.example.net",
        "country": "FR",
        "confirmed_at": "",
    }

    assert client.post("/en/organisations/hills/edit", data=form).status_code == 303

    hills = again(world.hills)
    assert (hills.local_name, hills.languages) == ("Hügel", ["fr"])
    assert (hills.name, hills.country) == ("Association of Hill Municipalities", "TN")
    assert [one.domain for one in hills.domains] == ["hills.example.org"]
    page = client.get("/en/organisations/hills").text
    assert 'href="https://hills.example.org" rel="nofollow noopener"' in page
    assert "French" in page


@pytest.mark.parametrize(
    "field, value",
    [
        ("website", "javascript:alert(1)"),
        ("website", "hills"),
        ("public_email", "nobody"),
        ("sections", "MOON"),
        ("languages", "xx"),
        ("description", "x" * 1001),
    ],
)
def test_a_faulty_edit_is_refused(
    client: FlaskClient, world: World, field: str, value: str
) -> None:
    sign_in(client, world.gabriel)
    form = {"version": str(world.hills.version), field: value}

    answer = client.post("/en/organisations/hills/edit", data=form)

    assert answer.status_code == 422
    assert again(world.hills).website == ""


@pytest.mark.parametrize("version", ["0", "99", "", "x", "-1", "9" * 40])
def test_a_stale_edit_is_refused(
    client: FlaskClient, world: World, version: str
) -> None:
    sign_in(client, world.gabriel)
    form = {"version": version, "local_name": "Old"}

    answer = client.post("/en/organisations/hills/edit", data=form)

    assert answer.status_code == 409
    assert again(world.hills).local_name == ""


@pytest.mark.parametrize("name, code", [("amina", 403), ("bruno", 403), ("dina", 200)])
def test_who_may_edit(client: FlaskClient, world: World, name: str, code: int) -> None:
    sign_in(client, getattr(world, name))

    assert client.get("/en/organisations/hills/edit").status_code == code


def test_a_name_cannot_bring_markup(client: FlaskClient, world: World) -> None:
    world.hills.name = world.hills.description = "<img src=x onerror=alert(1)>"

    for address in ("/en/organisations", "/en/organisations/hills"):
        assert "<img src=x" not in client.get(address).text
