from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import case_study, published
from tests.world import World, sign_in
from uclg_share.accounts.models import SignIn
from uclg_share.database import db, now
from uclg_share.organisations.actions import propose
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import (
    Affiliation,
    Organisation,
    OrganisationType,
    Role,
)
from uclg_share.organisations.people import current_of
from uclg_share.organisations.proposals import Proposal
from uclg_share.posts.models import Reach
from uclg_share.posts.publishing import set_reach

TOWN = {"name": "Town of Ávila", "type": "local_government", "country": "ES"}


def waiting(world: World) -> Affiliation:
    affiliation = ask(world.chen, world.hills)
    db.session.commit()
    return affiliation


def again(thing: Any) -> Any:
    db.session.refresh(thing)
    return thing


def many_towns(number: int) -> None:
    for at in range(number):
        db.session.add(
            Organisation(
                slug=f"town-{at}",
                name=f"Town {at:03}",
                type=OrganisationType.LOCAL_GOVERNMENT,
                confirmed_at=now(),
            )
        )
    db.session.commit()


def test_the_directory_lists_a_to_z(client: FlaskClient) -> None:
    page = client.get("/en/organisations").text

    first = page.index("Association of Hill Municipalities")
    assert first < page.index("Federation of Coastal Towns")


@pytest.mark.parametrize(
    "query, shown, hidden",
    [
        ("q=hill", "Hill Municipalities", "Coastal"),
        ("country=EC", "Coastal", "Hill Municipalities"),
        ("q=coast&country=TN", "No organisation matches", "Coastal Towns"),
        ("country=XX&section=nowhere&type=nothing", "Coastal Towns", "No organisation"),
        ("q=%25", "No organisation matches", "Coastal Towns"),
        ("q=" + "a" * 5000, "No organisation matches", "a" * 101),
        ("q=%00&cursor=nonsense", "Coastal Towns", "No organisation"),
    ],
)
def test_the_directory_is_searched_and_filtered(
    client: FlaskClient, query: str, shown: str, hidden: str
) -> None:
    answer = client.get(f"/en/organisations?{query}")

    assert answer.status_code == 200
    assert shown in answer.text
    assert hidden not in answer.text.split("</form>", 1)[1]


def test_the_directory_is_read_page_by_page(client: FlaskClient) -> None:
    many_towns(45)
    seen: list[str] = []
    address: str | None = "/en/organisations?q=town&type=local_government"
    while address:
        page = client.get(address).text
        seen += [f"Town {at:03}" for at in range(45) if f"Town {at:03}" in page]
        address = link(page, "next")

    assert seen == [f"Town {at:03}" for at in range(45)]


def test_one_can_page_back(client: FlaskClient) -> None:
    many_towns(25)
    second = client.get(link(client.get("/en/organisations?q=town").text, "next") or "")

    first = client.get(link(second.text, "prev") or "").text

    assert "Federation of Coastal Towns" in first
    assert "Town 018" in first
    assert "Town 020" not in first


def link(page: str, rel: str) -> str | None:
    head, found, _ = page.partition(f'" rel="{rel}">')
    return head.rpartition('href="')[2].replace("&amp;", "&") if found else None


def test_suggestions_are_plain_data(client: FlaskClient) -> None:
    answer = client.get("/fr/organisations/suggest?q=HILL")

    assert answer.json == [
        {
            "id": answer.json[0]["id"],  # type: ignore[index]
            "name": "Association of Hill Municipalities",
            "detail": "AHM, Tunisie",
        }
    ]


@pytest.mark.parametrize("text", ["", "f", "%%", "__", "x" * 5000, "%00%00"])
def test_suggestions_ask_for_letters(client: FlaskClient, text: str) -> None:
    answer = client.get(f"/en/organisations/suggest?q={text}")

    assert (answer.status_code, answer.json) == (200, [])


def test_a_page_shows_names_to_those_who_signed_in(
    client: FlaskClient, world: World
) -> None:
    page = client.get("/en/organisations/hills").text
    assert "2 people write for it" in page
    assert "Gabriel" not in page

    sign_in(client, world.chen)
    page = client.get("/en/organisations/hills").text

    assert "Gabriel" in page
    assert "Hana" not in page
    assert "people.example.org" not in page


def test_a_page_shows_what_was_published(client: FlaskClient, world: World) -> None:
    published(world)
    draft = case_study(world, "A secret", group_ids=(world.water.id,))
    hidden = published(world, draft)
    set_reach(hidden, Reach.HIDDEN)

    page = client.get("/en/organisations/hills").text

    assert "Leak detection in Maputo" in page
    assert "A secret" not in page
    assert "Leak detection" not in client.get("/en/organisations/coast").text


@pytest.mark.parametrize("slug", ["nowhere", "%00", "a" * 3000, "hills'--"])
def test_an_unknown_organisation_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/en/organisations/{slug}").status_code == 404


def test_a_proposed_one_is_as_if_it_were_not(client: FlaskClient, world: World) -> None:
    town = Proposal("Town", OrganisationType.LOCAL_GOVERNMENT, "ES")
    slug = propose(world.chen, town).slug
    codes = {}
    for name in ("amina", "gabriel", "chen", "dina"):
        sign_in(client, getattr(world, name))
        codes[name] = client.get(f"/en/organisations/{slug}").status_code

    assert codes == {"amina": 404, "gabriel": 404, "chen": 200, "dina": 200}


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
