"""SAFETY.md G: how often a thing may be done (R60)."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.web.account_pages import joining, sign_in_by_form
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.limits import Hit, Limit, TooMany, client_address, give_back, spend
from uclg_share.posts import writing

FEW = Limit("few", 3, 300)


def lower(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let one of the limits be three, so that it is reached in a moment."""
    limit: Limit = getattr(limits, name)
    monkeypatch.setattr(limits, name, dataclasses.replace(limit, number=3))


def test_few_people_join_from_one_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower(monkeypatch, "SIGN_UP_ADDRESS")

    answers = [
        client.post("/en/sign-up", data=joining(email=f"j{at}@towns.example.org"))
        for at in range(5)
    ]

    assert [answer.status_code for answer in answers] == [200] * 3 + [429] * 2
    assert int(answers[-1].headers["Retry-After"]) > 0
    wanted = select(Account.email).where(Account.email.like("j%@towns.example.org"))
    assert len(db.session.scalars(wanted).all()) == 3


@pytest.mark.parametrize("path", ["/en/reset-password", "/en/confirm-email"])
def test_few_mails_are_asked_for_from_one_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    lower(monkeypatch, "RESET_ADDRESS")

    codes = [
        client.post(path, data={"email": f"a{at}@example.org"}).status_code
        for at in range(4)
    ]

    assert codes == [200] * 3 + [429]


@pytest.mark.parametrize(
    "wish, name", [("save", "SAVE_ACCOUNT"), ("preview", "PREVIEW_ACCOUNT")]
)
def test_a_member_writes_as_much_as_a_person_can(
    app: Flask,
    client: FlaskClient,
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    wish: str,
    name: str,
) -> None:
    lower(monkeypatch, name)
    monkeypatch.setitem(writing.LIMITS, "preview", limits.PREVIEW_ACCOUNT)
    sign_in(client, world.amina)
    form = {"do": wish, "title": "A title of a text", "language": "en"}

    codes = [
        client.post("/en/write/case-study", data=form).status_code for _ in range(4)
    ]
    assert (429 in codes[:3], codes[3]) == (False, 429)
    sign_in(client, world.gabriel)

    assert client.post("/en/write/case-study", data=form).status_code != 429


def test_the_limits_on_writing_can_be_lifted_and_no_other(
    app: Flask, client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SAVE_ACCOUNT", "SIGN_IN_ACCOUNT"):
        lower(monkeypatch, name)
    off = dataclasses.replace(app.config["SETTINGS"], posting_limit=False)
    monkeypatch.setitem(app.config, "SETTINGS", off)
    email = world.amina.email

    guesses = [sign_in_by_form(client, email, "a guess").status_code for _ in range(4)]
    sign_in(client, world.amina)
    form = {"do": "save", "title": "A title of a text", "language": "en"}
    saved = [
        client.post("/en/write/case-study", data=form).status_code for _ in range(4)
    ]

    assert guesses == [422] * 3 + [429]
    assert 429 not in saved


def test_of_many_at_once_exactly_so_many_pass(app: Flask, database: None) -> None:
    passed: list[bool] = []

    def press() -> None:
        with app.app_context():
            try:
                spend(FEW, "everybody")
            except TooMany:
                return
            passed.append(True)

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(passed) == 3


def test_a_use_given_back_is_free_again_and_keys_do_not_meet(database: None) -> None:
    for key in ("amina", "bruno"):
        for _ in range(3):
            spend(FEW, key)

    give_back(FEW, "amina")
    db.session.commit()
    spend(FEW, "amina")

    for key in ("amina", "bruno"):
        with pytest.raises(TooMany):
            spend(FEW, key)


def test_what_counts_no_more_is_swept(
    database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    spend(FEW, "amina")
    row = db.session.scalars(select(Hit)).one()
    limits.sweep()
    assert db.session.scalars(select(Hit)).all() == [row]

    db.session.execute(Hit.__table__.update().values(until=1))  # type: ignore[attr-defined]
    limits.sweep()

    assert db.session.scalars(select(Hit)).all() == []


def test_every_reader_has_an_address(app: Flask) -> None:
    with app.test_request_context(environ_base={"REMOTE_ADDR": ""}):
        assert client_address() == "unknown"
