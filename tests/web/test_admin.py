from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.drafts import published
from tests.world import World, sign_in
from uclg_share.access import Access, access_of
from uclg_share.accounts.models import SignIn
from uclg_share.database import db, now
from uclg_share.groups.models import Committee, Visibility, WorkingGroup
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.actions import propose
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.models import Organisation, OrganisationType
from uclg_share.organisations.proposals import Proposal

PAGES = [
    *["", "/waiting", "/audit", "/mails", "/organisations", "/organisations/add"],
    *["/people", "/committees", "/committees/add", "/groups", "/groups/add"],
]
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
PEACE = {"slug": "peace", "name_en": "Peace", "name_ar": "السلام", "status": "active"}
WASTE = {
    "slug": "waste",
    "name_en": "Waste",
    "short_en": "Bins",
    "accent": "c",
    "visibility": "public",
    "joining": "open",
    "lifecycle": "active",
    "guidelines": "What is in it?\n\n  Who   pays? \nWhat is in it?",
}


@pytest.fixture
def admin(client: FlaskClient, world: World) -> FlaskClient:
    sign_in(client, world.dina)
    return client


def again(thing: Any) -> Any:
    db.session.refresh(thing)
    return thing


def proposed(world: World, name: str = "Town of Ávila") -> Organisation:
    town = Proposal(name, OrganisationType.LOCAL_GOVERNMENT, "ES")
    organisation = propose(world.chen, town)
    ask(world.chen, organisation)
    db.session.commit()
    return organisation


def test_every_page_of_the_administration_is_declared_so(app: Flask) -> None:
    pages = [name for name in app.view_functions if name.startswith("admin.")]

    with app.app_context():
        assert {access_of(page) for page in pages} == {Access.ADMINISTRATORS}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", ["amina", "bruno", "gabriel"])
def test_others_see_no_administration(
    client: FlaskClient, world: World, page: str, name: str
) -> None:
    assert client.get(f"/en/admin{page}").status_code == 303
    sign_in(client, getattr(world, name))

    assert client.get(f"/en/admin{page}").status_code == 403


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_an_administrator_sees_each_page(
    admin: FlaskClient, page: str, lang: str
) -> None:
    answer = admin.get(f"/{lang}/admin{page}")

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", PAGES)
def test_an_old_proof_is_asked_for_again(
    admin: FlaskClient, world: World, page: str
) -> None:
    db.session.scalars(select(SignIn)).one().proved_at = now() - timedelta(hours=2)

    answer = admin.get(f"/en/admin{page}")

    assert answer.status_code == 303
    assert "/confirm-password" in answer.location


def test_an_act_with_an_old_proof_does_nothing(
    admin: FlaskClient, world: World
) -> None:
    db.session.scalars(select(SignIn)).one().proved_at = now() - timedelta(hours=2)

    admin.post(f"/en/admin/people/{world.chen.id}/appoint")

    assert not again(world.chen).is_admin


def test_the_front_page_says_what_waits(admin: FlaskClient, world: World) -> None:
    proposed(world)
    page = admin.get("/en/admin").text
    assert "1 organisation is proposed" in page
    assert "1 group has no active coordinator" in page
    assert "Town of Ávila" in admin.get("/en/admin/waiting").text


def test_the_front_page_can_be_quiet(admin: FlaskClient, world: World) -> None:
    world.markets.lifecycle = "archived"  # type: ignore[assignment]

    assert "All quiet." in admin.get("/en/admin").text


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


def test_a_committee_is_added_and_merged(admin: FlaskClient, world: World) -> None:
    assert admin.post("/en/admin/committees/add", data=PEACE).status_code == 303
    peace = db.session.scalars(select(Committee).where(Committee.slug == "peace")).one()
    page = admin.get(f"/en/admin/committees/{peace.id}").text
    assert "Missing in Français" in page

    merged = {
        **PEACE,
        "slug": "war",
        "status": "merged",
        "merged_into": str(world.cooperation.id),
        "version": str(peace.version),
    }
    answer = admin.post(f"/en/admin/committees/{peace.id}", data=merged)

    assert answer.status_code == 303
    assert again(peace).slug == "peace"
    assert peace.merged_into_id == world.cooperation.id
    assert peace.names == {"en": "Peace", "ar": "السلام"}


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"slug": "cooperation"}, "Another committee has this address"),
        ({"slug": "Peace!"}, "Use small letters"),
        ({"slug": ""}, "Use small letters"),
        ({"name_en": ""}, "Write the name in English"),
        ({"name_fr": "x" * 201}, "Keep it under 200"),
        ({"status": "merged"}, "Choose the committee it was merged into"),
        ({"status": "lost"}, "Choose one of these"),
        ({"merged_into": "999"}, "Choose from the list"),
        ({"aliases": "x\n" + "y" * 301}, "Keep each line under 300"),
    ],
)
def test_a_faulty_committee_keeps_what_was_typed(
    admin: FlaskClient, changes: dict[str, str], words: str
) -> None:
    form = {**PEACE, "description_es": "Lo escrito se queda.", **changes}

    answer = admin.post("/en/admin/committees/add", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Lo escrito se queda." in answer.text


def test_a_committee_is_not_merged_into_itself(
    admin: FlaskClient, world: World
) -> None:
    own = str(world.cooperation.id)
    form = {"name_en": "Cooperation", "status": "merged", "merged_into": own}
    version = {"version": str(world.cooperation.version)}

    answer = admin.post(f"/en/admin/committees/{own}", data={**form, **version})

    assert answer.status_code == 422


def test_a_group_is_added_and_changed(admin: FlaskClient, world: World) -> None:
    assert admin.post("/en/admin/groups/add", data=WASTE).status_code == 303
    waste = db.session.scalars(
        select(WorkingGroup).where(WorkingGroup.slug == "waste")
    ).one()
    assert waste.guidelines == ["What is in it?", "Who pays?"]
    changed = {
        **WASTE,
        "version": str(waste.version),
        "name_fr": "Déchets",
        "committee": str(world.cooperation.id),
        "member_count": "1000000",
        "post_count": "7",
    }

    answer = admin.post(f"/en/admin/groups/{waste.id}", data=changed)

    assert answer.status_code == 303
    assert again(waste).names == {"en": "Waste", "fr": "Déchets"}
    assert waste.committee_id == world.cooperation.id
    assert (waste.member_count, waste.post_count) == (0, 0)


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"slug": "water"}, "Another group has this address"),
        ({"accent": "#ff0000"}, "Choose one of these"),
        ({"joining": ""}, "Choose one of these"),
        ({"committee": "x"}, "Choose from the list"),
        ({"name_en": "\u200b"}, "Write the name in English"),
        ({"guidelines": "a\n" + "\n".join(map(str, range(31)))}, "at most 30 lines"),
        ({"description_ar": "x" * 8001}, "Keep it under 8,000"),
    ],
)
def test_a_faulty_group_keeps_what_was_typed(
    admin: FlaskClient, changes: dict[str, str], words: str
) -> None:
    form = {**WASTE, "short_es": "Contenedores", **changes}

    answer = admin.post("/en/admin/groups/add", data=form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Contenedores" in answer.text


def test_closing_a_group_closes_what_it_published(
    app: Flask, admin: FlaskClient, world: World
) -> None:
    post = published(world)
    address = f"/en/posts/{post.id}/{post.slug}"
    stranger = app.test_client()
    assert stranger.get(address).status_code == 200
    form = {
        **WASTE,
        "name_en": "Water",
        "visibility": "members",
        "version": str(world.water.version),
    }

    assert (
        admin.post(f"/en/admin/groups/{world.water.id}", data=form).status_code == 303
    )

    assert again(world.water).visibility is Visibility.MEMBERS
    assert stranger.get(address).status_code == 404
    for feed in ("committees/cooperation.json", "organisations/hills"):
        assert post.title not in stranger.get(f"/en/{feed}").text


def test_a_stale_group_form_is_refused(admin: FlaskClient, world: World) -> None:
    form = {**WASTE, "version": "0"}

    answer = admin.post(f"/en/admin/groups/{world.water.id}", data=form)

    assert answer.status_code == 409


def test_the_log_says_who_did_what(admin: FlaskClient, world: World) -> None:
    town = proposed(world)
    reason = {"reason": "We do not <b>know</b> it."}
    admin.post(f"/en/admin/organisations/{town.id}/decline", data=reason)

    page = admin.get("/en/admin/audit").text
    assert "Organisation declined" in page
    assert "Dina" in page
    assert "Town of Ávila" in page
    assert "We do not &lt;b&gt;know&lt;/b&gt; it." in page
    of_chen = admin.get(f"/en/admin/audit?person={world.chen.id}").text
    rows = of_chen.split("<tbody>")[1]
    assert "Organisation proposed" in rows
    assert "Organisation declined" not in rows


@pytest.mark.parametrize(
    "query", ["verb=nothing", "person=%00", "cursor=x", "verb=post.accepted&person=x"]
)
def test_the_log_survives_odd_questions(admin: FlaskClient, query: str) -> None:
    assert admin.get(f"/en/admin/audit?{query}").status_code == 200


def test_the_log_is_read_page_by_page(admin: FlaskClient, world: World) -> None:
    for at in range(25):
        proposed(world, f"Town {at}")

    first = admin.get("/en/admin/audit?verb=organisation.proposed").text
    rest = first.split('" rel="next"')[0].rpartition('href="')[2]
    second = admin.get(rest.replace("&amp;", "&")).text

    assert first.count("<tr>") == 21
    assert second.count("<tr>") == 6
    assert "Town 24" in first
    assert "Town 4<" in second


def test_a_mail_is_tried_again(admin: FlaskClient, world: World) -> None:
    note = Notification(
        account_id=world.amina.id,
        topic=Topic.POST_ACCEPTED,
        given_up_at=now(),
        attempts=9,
        error="550 <no> such mailbox",
    )
    db.session.add(note)
    db.session.flush()
    assert "550 &lt;no&gt; such mailbox" in admin.get("/en/admin/mails").text

    admin.post(f"/en/admin/mails/{note.id}/retry")

    assert again(note).given_up_at is None
    assert admin.post(f"/en/admin/mails/{note.id}/retry").status_code == 404
