from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.notes import notes, topics
from tests.web.account_pages import (
    NEW_PASSWORD,
    account_of,
    is_signed_in,
    newest_secret,
    sign_in_by_form,
    title_of,
)
from tests.world import World, sign_in
from uclg_share.accounts import keys
from uclg_share.database import now
from uclg_share.notifications.models import Topic

AMINA = "amina@people.example.org"
SET = {"password": NEW_PASSWORD}


def asked(client: FlaskClient, email: str = AMINA) -> str:
    """The address of the page behind the link that was sent."""
    client.post("/en/reset-password", data={"email": email})
    return f"/en/reset-password/{newest_secret(Topic.RESET_PASSWORD)}"


def test_a_new_password_is_set_by_a_link(client: FlaskClient, world: World) -> None:
    link = asked(client)
    for _ in range(2):
        assert client.get(link).status_code == 200
    client.head(link)

    answer = client.post(link, data=SET)

    assert answer.location == "/en/sign-in"
    assert not is_signed_in(client)  # the link signs nobody in by itself
    assert sign_in_by_form(client, AMINA).status_code == 422
    assert sign_in_by_form(client, AMINA, NEW_PASSWORD).status_code == 303
    told = [(note.topic, note.account_id) for note in notes(Topic.PASSWORD_CHANGED)]
    assert told == [(Topic.PASSWORD_CHANGED, world.amina.id)]


def test_every_browser_is_signed_out(
    app: Flask, client: FlaskClient, world: World
) -> None:
    other, noise = app.test_client(), app.test_client()
    sign_in(other, world.amina)
    sign_in(noise, world.bruno)

    client.post(asked(client), data=SET)

    assert not is_signed_in(other)
    assert is_signed_in(noise)


@pytest.mark.parametrize("way", ["used", "newer", "old", "invented", "cut", "other"])
def test_a_link_that_is_not_good_looks_the_same_whatever_is_wrong(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    link = asked(client)
    if way == "used":
        client.post(link, data=SET)
    if way == "newer":
        asked(client)
    if way == "old":
        later = now() + timedelta(minutes=60)
        monkeypatch.setattr(keys, "now", lambda: later)
    spoilt = {"invented": "/en/reset-password/" + "x" * 43, "cut": link[:-1]}
    spoilt["other"] = link.replace("reset-password", "confirm-email")

    for answer in (
        client.get(spoilt.get(way, link)),
        client.post(spoilt.get(way, link), data=SET),
    ):
        assert answer.status_code == 404
        assert "This link is used or too old" in answer.text
        assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_newer_link_works_and_a_changed_password_kills_it(
    client: FlaskClient, world: World
) -> None:
    asked(client)
    link = asked(client)
    sign_in(client, world.amina)
    form = {"current_password": "a long walk to the market", "password": NEW_PASSWORD}
    assert client.post("/en/settings/password", data=form).status_code == 303

    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "password, words",
    [
        ("", "Use at least 8 characters"),
        ("password", "Many people would guess"),
        ("amina2026!", "Many people would guess"),
        ("x" * 1001, "Use at most"),
    ],
)
def test_a_weak_password_leaves_the_link_good(
    client: FlaskClient, password: str, words: str
) -> None:
    link = asked(client)

    answer = client.post(link, data={"password": password})

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Set a new password")
    assert words in answer.text
    assert client.post(link, data=SET).status_code == 303


def test_no_address_is_a_mistake(client: FlaskClient) -> None:
    answer = client.post("/en/reset-password", data={"email": "amina at home"})

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: ")
    assert 'value="amina at home"' in answer.text
    assert topics() == []


def test_a_reset_brings_in_who_never_confirmed(
    client: FlaskClient, world: World
) -> None:
    client.post(asked(client, world.ines.email), data=SET)

    assert account_of(world.ines.email).email_confirmed_at
    assert sign_in_by_form(client, world.ines.email, NEW_PASSWORD).status_code == 303


def test_the_page_keeps_its_address_to_itself(client: FlaskClient) -> None:
    page = client.get(asked(client))

    assert page.headers["Cache-Control"] == "private, no-store"
    # Stricter, and browsers would send its form as if from a foreign site.
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "://" not in page.text.partition("<body>")[2]
