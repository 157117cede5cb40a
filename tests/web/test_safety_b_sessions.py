"""SAFETY.md B: cookies and sessions (R14 to R19)."""

from __future__ import annotations

import base64
import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.http import dump_cookie

from tests.web.account_pages import is_signed_in, sign_in_by_form
from tests.web.sites import HTTPS, another_site, token_for
from tests.world import PASSWORD, World, sign_in
from uclg_share import current
from uclg_share.accounts.models import SignIn
from uclg_share.current import ADMIN_LIFETIME, MEMBER_LIFETIME
from uclg_share.database import db, now

AMINA = "amina@people.example.org"
GARBAGE = [
    "x",
    "." * 40,
    "e30.e30.e30",
    "eyJzaWduX2luIjoxfQ.aaaa.bbbb",
    "a" * 3900,
    ".eJw" + "A" * 3000,  # says it is packed
    "%00%ff",
    "\u00e9\u4e2d",
    "'; DROP TABLE sign_in; --",
]


def cookie_of(client: FlaskClient) -> str:
    cookie = client.get_cookie("share")
    assert cookie is not None
    return cookie.value


def test_the_cookie_is_for_the_server_alone(app: Flask, world: World) -> None:
    with another_site(app, base_url=HTTPS) as site:
        client = site.test_client()
        answer = sign_in_by_form(client, AMINA, base_url=HTTPS)

    [set_cookie] = answer.headers.getlist("Set-Cookie")
    name, *flags = [part.strip() for part in set_cookie.split(";")]
    assert name.startswith("__Host-share=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags)
    assert "domain" not in set_cookie.lower()


def test_a_local_site_has_no_other_cookie_either(client: FlaskClient) -> None:
    answer = sign_in_by_form(client, AMINA)

    [set_cookie] = answer.headers.getlist("Set-Cookie")
    assert set_cookie.startswith("share=")
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie


def test_who_only_reads_gets_no_cookie(client: FlaskClient) -> None:
    for path in ("/", "/en/", "/en/organisations", "/en/about", "/en/nowhere"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_the_cookie_says_nothing_about_the_person(client: FlaskClient) -> None:
    sign_in_by_form(client, AMINA)

    payload = cookie_of(client).lstrip(".").split(".")[0]
    said = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    assert not re.search(rb"amina|account|admin|@|role", said, re.IGNORECASE)


def test_each_sign_in_has_a_new_id_and_ends_the_one_before(
    app: Flask, world: World
) -> None:
    with another_site(app, csrf=True) as site:
        client = site.test_client()
        seen = []
        for _ in range(2):
            token = token_for(client)
            seen.append(cookie_of(client))
            form = {"email": AMINA, "password": PASSWORD, "csrf_token": token}
            client.post("/en/sign-in", data=form)
            seen.append(cookie_of(client))
        assert len(set(seen)) == 4
        client.set_cookie("share", seen[1])
        assert not is_signed_in(client)
    open_rows = select(func.count()).where(SignIn.ended_at.is_(None))
    assert db.session.scalar(open_rows) == 1


def test_an_id_somebody_else_prepared_is_never_taken(
    app: Flask, client: FlaskClient, world: World
) -> None:
    with client.session_transaction() as session:
        session["sign_in"], session["seen"] = "prepared", int(now().timestamp())
    prepared = cookie_of(client)

    sign_in_by_form(client, AMINA)

    attacker = app.test_client()
    attacker.set_cookie("share", prepared)
    assert not is_signed_in(attacker)
    assert "prepared" not in cookie_of(client)


@pytest.mark.parametrize("value", GARBAGE)
def test_a_garbage_cookie_is_nobody(client: FlaskClient, value: str) -> None:
    header = {"Cookie": dump_cookie("share", value, path=None)}
    for path in ("/en/", "/en/settings", "/en/nowhere", "/en/sign-in", "/healthz"):
        assert client.get(path, headers=header).status_code in {200, 303, 404}
    assert client.post("/en/sign-out", headers=header).status_code == 303


@pytest.mark.parametrize(
    "held",
    [
        {"sign_in": 7, "seen": 7},
        {"sign_in": "x", "seen": "yesterday"},
        {"sign_in": ["x"], "seen": None},
        {"sign_in": "\ud800", "seen": 1},
        {"seen": 1},
        {"sign_in": "x", "seen": 10**30},
    ],
)
def test_a_session_of_another_shape_is_nobody(
    client: FlaskClient, held: dict[str, object]
) -> None:
    with client.session_transaction() as session:
        session.update(held)

    assert client.get("/en/settings").status_code == 303


@pytest.mark.parametrize(
    "name, life", [("amina", MEMBER_LIFETIME), ("dina", ADMIN_LIFETIME)]
)
def test_a_sign_in_ends_by_itself(
    client: FlaskClient,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    life: tuple[timedelta, timedelta],
) -> None:
    start, (idle, whole) = now(), life
    sign_in(client, getattr(world, name))

    def after(time: timedelta) -> bool:
        monkeypatch.setattr(current, "now", lambda: start + time)
        return is_signed_in(client)

    a_bit = timedelta(minutes=1)
    assert not after(idle + a_bit)
    assert after(idle - a_bit)  # and this visit begins a new rest
    assert after(2 * (idle - a_bit))
    assert not after(whole + a_bit)


def test_the_lifetimes_are_those_we_promise() -> None:
    assert (timedelta(days=14), timedelta(days=30)) >= MEMBER_LIFETIME
    assert (timedelta(hours=8), timedelta(hours=24)) >= ADMIN_LIFETIME


def test_a_demoted_administrator_is_none_at_the_next_request(
    app: Flask, client: FlaskClient, world: World
) -> None:
    sign_in(client, world.dina)
    world.amina.is_admin, world.dina.is_admin = True, False
    db.session.commit()

    assert client.get("/en/admin").status_code == 403


def test_a_changed_key_keeps_sessions_while_the_old_one_is_known(
    app: Flask, client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    cookie, old = cookie_of(client), app.config["SECRET_KEY"]
    new = "another long secret of this site, 2026"

    kept = {}
    for keys in ((old,), ()):
        with another_site(app, secret_key=new, old_secret_keys=keys) as site:
            browser = site.test_client()
            browser.set_cookie("share", cookie)
            kept[bool(keys)] = is_signed_in(browser)

    assert kept == {True: True, False: False}
    assert PASSWORD not in cookie
