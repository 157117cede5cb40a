from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notes import notes, topics, verbs
from tests.web.account_pages import (
    NEW_PASSWORD,
    account_of,
    is_signed_in,
    newest_secret,
    sign_in_by_form,
    title_of,
)
from tests.world import PASSWORD, World, sign_in
from uclg_share.accounts.models import SignIn
from uclg_share.audit import Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic

PROFILE = {
    "name": "Amina B.",
    "job_title": "Engineer",
    "about": "Pipes and wells.",
    "locale": "ar",
}
NEW = "amina@elsewhere.example.org"


@pytest.fixture
def amina(client: FlaskClient, world: World) -> FlaskClient:
    """The browser of Amina."""
    sign_in(client, world.amina)
    return client


def test_a_person_says_who_they_are(amina: FlaskClient, world: World) -> None:
    answer = amina.post("/en/settings", data=PROFILE)

    assert answer.location == "/en/settings"
    page = amina.get(f"/en/people/{world.amina.id}").text
    assert all(words in page for words in ("Amina B.", "Engineer", "Pipes and wells."))
    assert "This is what others see of you" in page
    assert account_of(world.amina.email).locale == "ar"


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"name": " \u200b "}, "Write your name"),
        ({"name": "n" * 121}, "Write a shorter name"),
        ({"job_title": "j" * 121}, "Write a shorter role"),
        ({"about": "a" * 601}, "Keep it under 600 characters"),
        ({"locale": "de"}, "Choose from the list"),
    ],
)
def test_a_mistake_in_the_profile_is_said(
    amina: FlaskClient, world: World, wrong: dict[str, str], words: str
) -> None:
    answer = amina.post("/en/settings", data=PROFILE | wrong)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Settings")
    assert words in answer.text
    kept = PROFILE["about" if "about" not in wrong else "name"]
    assert kept in answer.text
    assert account_of(world.amina.email).name == "Amina"


def test_a_profile_is_read_by_anyone_and_shows_no_address(
    app: Flask, client: FlaskClient, world: World
) -> None:
    page = client.get(f"/en/people/{world.fatou.id}").text

    assert "Fatou" in page
    assert "Federation of Coastal Towns" in page
    assert "people.example.org" not in page
    assert "Budgets" not in page  # a group for its members only
    for hidden in (world.hana, world.ines):
        assert client.get(f"/en/people/{hidden.id}").status_code == 404
    assert client.get("/en/people/2147483648").status_code == 404


def test_a_changed_password_ends_every_other_sign_in(
    app: Flask, amina: FlaskClient, world: World
) -> None:
    other, noise = app.test_client(), app.test_client()
    sign_in(other, world.amina)
    sign_in(noise, world.bruno)
    form = {"current_password": PASSWORD, "password": NEW_PASSWORD}

    answer = amina.post("/en/settings/password", data=form)

    assert answer.location == "/en/settings"
    assert [is_signed_in(one) for one in (amina, other, noise)] == [True, False, True]
    assert sign_in_by_form(other, world.amina.email, NEW_PASSWORD).status_code == 303
    assert [note.account_id for note in notes(Topic.PASSWORD_CHANGED)] == [
        world.amina.id
    ]


@pytest.mark.parametrize(
    "current, new, words",
    [
        ("", NEW_PASSWORD, "Write your current password"),
        ("not mine at all", NEW_PASSWORD, "This is not your password"),
        (PASSWORD, "short", "Use at least 8 characters"),
        (PASSWORD, "Amina1234", "Many people would guess"),
        (PASSWORD, "hill2026", "Many people would guess"),
    ],
)
def test_a_password_is_not_changed_without_the_current_one_and_a_good_one(
    amina: FlaskClient, world: World, current: str, new: str, words: str
) -> None:
    before = world.amina.password_hash

    form = {"current_password": current, "password": new}
    answer = amina.post("/en/settings/password", data=form)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Change your password")
    assert words in answer.text
    assert f'value="{PASSWORD}"' not in answer.text
    assert account_of(world.amina.email).password_hash == before


def test_a_new_address_counts_when_its_link_is_used(
    amina: FlaskClient, world: World
) -> None:
    old = world.amina.email
    amina.post(
        "/en/settings/address", data={"email": NEW, "current_password": PASSWORD}
    )
    secret = newest_secret(Topic.CHANGE_EMAIL)
    assert NEW in amina.get(f"/en/confirm-email/{secret}").text
    assert [note.address for note in notes()] == [NEW]
    assert account_of(old).id == world.amina.id

    amina.post(f"/en/confirm-email/{secret}")

    assert account_of(NEW).id == world.amina.id
    assert [note.address for note in notes(Topic.EMAIL_CHANGED)] == [old]
    assert sign_in_by_form(amina, old).status_code == 422
    assert sign_in_by_form(amina, NEW).status_code == 303


@pytest.mark.parametrize(
    "email, password, words",
    [
        (NEW, "", "Write your current password"),
        (NEW, "not mine at all", "This is not your password"),
        ("elsewhere", PASSWORD, "Write an e-mail address"),
    ],
)
def test_an_address_is_not_changed_without_the_password(
    amina: FlaskClient, email: str, password: str, words: str
) -> None:
    form = {"email": email, "current_password": password}

    answer = amina.post("/en/settings/address", data=form)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Change your e-mail")
    assert words in answer.text
    assert f'value="{email}"' in answer.text
    assert topics() == []


def test_one_sees_ones_own_sign_ins_and_ends_one(
    app: Flask, amina: FlaskClient, world: World
) -> None:
    other, noise = app.test_client(), app.test_client()
    sign_in(other, world.amina)
    sign_in(noise, world.bruno)
    rows = db.session.scalars(select(SignIn).order_by(SignIn.id)).all()
    page = amina.get("/en/settings/sign-ins").text
    assert page.count("<b><bdi>Test</bdi></b>") == 2
    assert page.count("This browser") == 1
    assert f"/en/settings/sign-ins/{rows[1].id}/end" in page

    assert amina.post(f"/en/settings/sign-ins/{rows[2].id}/end").status_code == 404
    amina.post(f"/en/settings/sign-ins/{rows[1].id}/end")

    assert [is_signed_in(one) for one in (amina, other, noise)] == [True, False, True]
    assert verbs() == [Verb.SIGN_IN_ENDED]


def test_one_ends_all_other_sign_ins(
    app: Flask, amina: FlaskClient, world: World
) -> None:
    others = [app.test_client() for _ in range(2)]
    for other in others:
        sign_in(other, world.amina)

    amina.post("/en/settings/sign-ins/end-others")

    assert is_signed_in(amina)
    assert not any(is_signed_in(other) for other in others)
