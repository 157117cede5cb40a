from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.notes import topics, verbs
from tests.web.account_pages import (
    account_of,
    is_signed_in,
    sign_in_by_form,
    title_of,
)
from tests.world import PASSWORD, World, sign_in
from uclg_share import guard
from uclg_share.accounts.passwords import is_outdated
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.notifications.models import Topic

AMINA = "amina@people.example.org"


def test_a_person_comes_in_with_address_and_password(client: FlaskClient) -> None:
    answer = sign_in_by_form(client, AMINA)

    assert (answer.status_code, answer.location) == (303, "/en/")
    assert is_signed_in(client)
    assert verbs() == [Verb.SIGN_IN_OPENED]


def test_the_spelling_of_an_address_is_no_obstacle(client: FlaskClient) -> None:
    assert sign_in_by_form(client, " AMINA@People.example.org ").status_code == 303


def test_one_arrives_where_one_wanted_to_go(client: FlaskClient) -> None:
    page = client.get("/fr/settings?x=1")
    assert page.status_code == 303
    assert page.location == "/fr/sign-in?next=/fr/settings?x%3D1"
    form = client.get(page.location).text
    assert 'name="next" type="hidden" value="/fr/settings?x=1"' in form

    wanted = {"email": AMINA, "password": PASSWORD, "next": "/fr/settings?x=1"}
    answer = client.post("/fr/sign-in", data=wanted)

    assert answer.location == "/fr/settings?x=1"


@pytest.mark.parametrize(
    "email, password, words",
    [
        (AMINA, "a long walk to the marke", "Check your e-mail and password"),
        (AMINA, f" {PASSWORD}", "Check your e-mail and password"),
        (AMINA, PASSWORD.title(), "Check your e-mail and password"),
        ("nobody@example.org", PASSWORD, "Check your e-mail and password"),
        ("hana@people.example.org", PASSWORD, "Check your e-mail and password"),
        ("", PASSWORD, "Write your e-mail address"),
        (AMINA, "", "Write your password"),
    ],
)
def test_who_does_not_fit_stays_out_and_keeps_what_was_typed(
    client: FlaskClient, email: str, password: str, words: str
) -> None:
    answer = sign_in_by_form(client, email, password)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Sign in")
    assert words in answer.text
    assert f'value="{email}"' in answer.text
    assert password == "" or password not in answer.text
    assert not is_signed_in(client)


def test_who_has_not_confirmed_gets_the_link_again(
    client: FlaskClient, world: World
) -> None:
    answer = sign_in_by_form(client, world.ines.email)

    assert "Confirm your address first" in answer.text
    assert not is_signed_in(client)
    assert topics() == [Topic.CONFIRM_EMAIL]


def test_one_goes_out_by_a_button_alone(client: FlaskClient) -> None:
    sign_in_by_form(client, AMINA)
    cookie = client.get_cookie("share")
    assert cookie is not None
    assert client.get("/en/sign-out").status_code == 405
    assert is_signed_in(client)

    answer = client.post("/en/sign-out")

    assert (answer.status_code, answer.location) == (303, "/en/")
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert not is_signed_in(client)
    client.set_cookie("share", cookie.value)  # a copy somebody kept opens nothing
    assert not is_signed_in(client)
    assert verbs()[-1] is Verb.SIGN_IN_ENDED


def test_signing_out_twice_is_no_error(client: FlaskClient) -> None:
    assert client.post("/en/sign-out").status_code == 303
    assert client.post("/en/sign-out").status_code == 303


def test_an_old_hash_is_made_new_when_its_password_is_given(
    client: FlaskClient, world: World
) -> None:
    assert is_outdated(world.amina.password_hash)

    sign_in_by_form(client, AMINA)

    assert not is_outdated(account_of(AMINA).password_hash)
    assert is_outdated(account_of(world.bruno.email).password_hash)
    assert sign_in_by_form(client, AMINA).status_code == 303


def test_what_only_its_owner_may_do_asks_for_the_password_once_an_hour(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, world.dina)
    assert client.get("/en/admin").status_code == 200
    later = now() + guard.PROOF_LASTS + timedelta(seconds=5)
    with monkeypatch.context() as patch:
        patch.setattr(guard, "now", lambda: later)
        asked = client.get("/en/admin")
        assert asked.location == "/en/confirm-password?next=/en/admin"

    wrong = client.post("/en/confirm-password", data={"password": "guess guess"})
    assert (wrong.status_code, "This is not your password" in wrong.text) == (422, True)
    right = {"password": PASSWORD, "next": "/en/admin"}
    assert client.post("/en/confirm-password", data=right).location == "/en/admin"
    assert verbs() == [Verb.SIGN_IN_REFUSED, Verb.PASSWORD_PROVED]


def test_a_text_written_after_the_sign_in_ended_comes_back(
    app: Flask, client: FlaskClient, world: World
) -> None:
    text = "We listened to the pipes at night and found forty leaks."

    answer = client.post("/en/write/case-study", data={"title": "X", "summary": text})

    assert answer.status_code == 403
    assert text in answer.text
    assert "Your sign-in has ended" in answer.text


def test_a_suspended_person_is_out_at_the_next_request(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    assert is_signed_in(client)
    world.amina.suspended_at = now()
    db.session.commit()

    assert not is_signed_in(client)
