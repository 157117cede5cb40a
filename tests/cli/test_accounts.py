from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.notes import verbs
from tests.world import World
from uclg_share.accounts.queries import find_account
from uclg_share.audit import Verb
from uclg_share.database import db


def run(app: Flask, *words: str, typed: str = "") -> tuple[int, str]:
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=list(words), input=typed)
    db.session.rollback()
    return answer.exit_code, answer.output


def test_an_administrator_is_appointed_by_address(app: Flask, world: World) -> None:
    code, said = run(app, "appoint", "AMINA@people.example.org")

    assert (code, said) == (0, "Amina is an administrator now.\n")
    assert world.amina.is_admin
    assert not world.bruno.is_admin
    assert verbs() == [Verb.ACCOUNT_APPOINTED]


@pytest.mark.parametrize(
    "address",
    ["nobody@example.org", "hana@people.example.org", "ines@people.example.org"],
)
def test_only_somebody_who_can_sign_in_is_appointed(
    app: Flask, world: World, address: str
) -> None:
    code, said = run(app, "appoint", address)

    assert code == 1
    assert said.startswith("Error: ")
    assert verbs() == []


def test_the_first_administrator_sets_a_password_by_a_link(
    app: Flask, client: FlaskClient, world: World
) -> None:
    code, said = run(app, "appoint", "Root@example.org", "--create", typed="Rosa\n")

    account = find_account("root@example.org")
    assert code == 0
    assert account is not None
    assert (account.name, account.is_admin, account.password_hash) == ("Rosa", True, "")
    [path] = re.findall(r"http://127\.0\.0\.1:5000(/en/reset-password/\S+)", said)
    form = {"password": "we walk to the sea"}
    assert client.post(path, data=form).status_code == 303
    form |= {"email": "root@example.org"}
    assert client.post("/en/sign-in", data=form).status_code == 303


@pytest.mark.parametrize(
    "words", [["no address", "--name", "X"], ["a@b.org", "--name", "\u200b"]]
)
def test_an_account_needs_an_address_and_a_name(
    app: Flask, world: World, words: list[str]
) -> None:
    code, _ = run(app, "appoint", "--create", *words)

    assert code == 1
    assert verbs() == []


def test_an_account_without_a_password_lets_nobody_in(
    app: Flask, client: FlaskClient, world: World
) -> None:
    run(app, "appoint", "root@example.org", "--create", "--name", "Rosa")

    for password in ("", " ", "nobody has this password at all."):
        form = {"email": "root@example.org", "password": password}
        assert client.post("/en/sign-in", data=form).status_code == 422
