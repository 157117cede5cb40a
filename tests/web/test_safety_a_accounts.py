"""SAFETY.md A: nobody learns who has an account (R03, R04); what asks again (R11)."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select

from tests.web.account_pages import (
    NEW_PASSWORD,
    account_of,
    joining,
    newest_secret,
    sign_in_by_form,
)
from tests.world import PASSWORD, World, sign_in
from uclg_share.access import Access
from uclg_share.accounts import passwords
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Affiliation, Organisation

KNOWN, UNKNOWN = "amina@people.example.org", "nobody@people.example.org"
SUSPENDED, UNCONFIRMED = "hana@people.example.org", "ines@people.example.org"
EVERYBODY = [KNOWN, UNKNOWN, SUSPENDED, UNCONFIRMED]


def said(page: str, email: str) -> str:
    """A page without what differs each time it is made."""
    page = page.replace(email, "EMAIL").replace(email.title(), "EMAIL")
    return re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page)


def sent(client: FlaskClient, path: str, email: str) -> tuple[int, str]:
    form = joining(email=email)
    if path == "/en/sign-in":
        form["password"] = "not the password"
    answer = client.post(path, data=form)
    return answer.status_code, said(answer.text, email)


@pytest.mark.parametrize(
    "path", ["/en/sign-in", "/en/sign-up", "/en/reset-password", "/en/confirm-email"]
)
def test_known_and_unknown_people_read_the_same(
    app: Flask, world: World, path: str
) -> None:
    answers = {sent(app.test_client(), path, email) for email in EVERYBODY}

    assert len(answers) == 1


def test_a_new_address_of_somebody_else_reads_the_same(
    app: Flask, world: World
) -> None:
    pages = set()
    for email in (UNKNOWN, world.bruno.email):
        client = app.test_client()
        sign_in(client, world.amina)
        form = {"email": email, "current_password": PASSWORD}
        answer = client.post("/en/settings/address", data=form, follow_redirects=True)
        pages.add((answer.status_code, said(answer.text, email)))

    assert len(pages) == 1


@pytest.mark.parametrize("email", EVERYBODY)
def test_a_wrong_password_is_compared_whoever_it_is(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    compared: list[str] = []
    real = passwords._hasher

    class Counting:
        def verify(self, stored: str, password: bytes) -> bool:
            compared.append(stored)
            return real.verify(stored, password)

    monkeypatch.setattr(passwords, "_hasher", Counting())
    sign_in_by_form(client, email, "not the password")

    assert [stored[:9] for stored in compared] == ["$argon2id"]


def test_joining_hashes_once_whether_or_not_the_address_is_known(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    real = passwords.hashed

    def counting(password: str) -> str:
        made.append(password)
        return real(password)

    monkeypatch.setattr(passwords, "hashed", counting)

    for email in (KNOWN, UNKNOWN):
        client.post("/en/sign-up", data=joining(email=email))

    assert made == [NEW_PASSWORD] * 2


@pytest.mark.parametrize("path", ["/en/sign-in", "/en/reset-password"])
def test_known_and_unknown_cost_about_as_many_statements(
    client: FlaskClient, world: World, path: str
) -> None:
    counts = []
    for email in (KNOWN, UNKNOWN):
        statements: list[str] = []
        note = lambda *args, into=statements: into.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", note)
        sent(client, path, email)
        event.remove(db.engine, "before_cursor_execute", note)
        counts.append(len(statements))

    assert abs(counts[0] - counts[1]) <= 8, counts


def test_what_the_owner_alone_may_do_asks_for_the_password(app: Flask) -> None:
    """E-mail and password ask in their own form; administration asks once an hour."""
    open_to = {
        endpoint: getattr(view, "access", None)
        for endpoint, view in app.view_functions.items()
    }

    administration = {name for name in open_to if name.startswith("admin.")}
    assert len(administration) > 10
    assert {open_to[name] for name in administration} == {Access.ADMINISTRATORS}


def test_nobody_publishes_before_the_address_is_confirmed(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.ines)  # a cookie such a person can never have

    assert client.get("/en/write/case-study").status_code == 303
    assert client.post("/en/write/case-study", data={"title": "X"}).status_code == 403


def test_a_link_is_for_its_account_and_address_alone(
    client: FlaskClient, world: World
) -> None:
    sign_in(client, world.amina)
    form = {"email": "new@example.org", "current_password": PASSWORD}
    client.post("/en/settings/address", data=form)
    secret = newest_secret(Topic.CHANGE_EMAIL)
    client.post("/en/sign-out")
    sign_in(client, world.bruno)

    client.post(f"/en/confirm-email/{secret}")

    assert account_of("new@example.org").name == "Amina"
    assert account_of(world.bruno.email).name == "Bruno"


def test_what_nobody_may_choose_is_not_chosen(
    client: FlaskClient, world: World
) -> None:
    greedy = {"is_admin": "y", "role": "representative", "status": "confirmed"}
    greedy |= {"email_confirmed_at": "2026-01-01", "confirmed_at": "2026-01-01"}
    greedy |= {"id": "1", "account_id": str(world.dina.id), "domains": "x.org"}

    client.post("/en/sign-up", data=joining(**greedy))

    account = account_of("joana@towns.example.org")
    affiliation = db.session.scalars(
        select(Affiliation).where(Affiliation.account_id == account.id)
    ).one()
    assert (account.is_admin, account.email_confirmed_at) == (False, None)
    assert (affiliation.role, affiliation.confirmed_at) == ("contributor", None)
    assert db.session.scalar(select(func.count()).select_from(Organisation)) == 2


def test_the_migrations_make_no_account(database: None) -> None:
    assert db.session.scalars(select(Account)).all() == []
