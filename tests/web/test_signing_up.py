from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.notes import notes, topics
from tests.web.account_pages import (
    HILLS,
    account_of,
    joining,
    newest_secret,
    sign_in_by_form,
    title_of,
)
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.organisations.models import Affiliation

JOANA = "joana@towns.example.org"


def people() -> int:
    return db.session.scalar(select(func.count()).select_from(Account)) or 0


def affiliation_of(account: Account) -> Affiliation:
    wanted = select(Affiliation).where(Affiliation.account_id == account.id)
    return db.session.scalars(wanted).one()


def test_a_person_joins_with_their_organisation(
    client: FlaskClient, world: World
) -> None:
    answer = client.post("/en/sign-up", data=joining())

    assert "Check your e-mail" in answer.text
    account = account_of(JOANA)
    assert (account.name, account.locale) == ("Joana Alves", "es")
    assert account.email_confirmed_at is None
    affiliation = affiliation_of(account)
    assert affiliation.organisation_id == world.hills.id
    assert affiliation.confirmed_at is None
    assert topics() == [Topic.CONFIRM_EMAIL]


def test_a_part_of_the_name_finds_the_organisation_without_script(
    client: FlaskClient, world: World
) -> None:
    looking = client.post("/en/sign-up", data=joining(organisation="hill", do="find"))
    assert looking.status_code == 200
    assert f'value="{world.hills.id}"' in looking.text
    assert f"{HILLS} (Tunisia)" in looking.text
    assert people() == 9

    chosen = joining(organisation="hill", match=str(world.hills.id))
    answer = client.post("/en/sign-up", data=chosen)

    assert answer.status_code == 200
    assert affiliation_of(account_of(JOANA)).organisation_id == world.hills.id


def test_a_name_nobody_knows_is_said_to_be_unknown(client: FlaskClient) -> None:
    form = joining(organisation="Nowhere at all", do="find")
    page = client.post("/en/sign-up", data=form).text

    assert "No organisation matches" in page


def test_what_was_picked_while_typing_counts_while_its_name_stands(
    client: FlaskClient, world: World
) -> None:
    stale = joining(organisation="Coastal", organisation_id=str(world.hills.id))
    assert client.post("/en/sign-up", data=stale).status_code == 422

    picked = joining(organisation_id=str(world.hills.id))
    assert client.post("/en/sign-up", data=picked).status_code == 200


def test_a_missing_organisation_is_proposed(client: FlaskClient, world: World) -> None:
    form = joining(
        organisation="Town of Ávila", not_listed="y", type="local_government"
    )
    assert client.post("/en/sign-up", data=form).status_code == 422  # which country?

    answer = client.post("/en/sign-up", data=form | {"country": "ES"})

    assert answer.status_code == 200
    town = affiliation_of(account_of(JOANA)).organisation
    assert (town.name, town.country, town.is_proposed) == ("Town of Ávila", "ES", True)
    assert town.proposed_by_id == account_of(JOANA).id


@pytest.mark.parametrize(
    "wrong, words",
    [
        ({"name": "\u200b"}, "Write your name"),
        ({"email": "joana"}, "Write an e-mail address"),
        ({"email": "=?utf-8?q?a?=@b.org"}, "Write an e-mail address"),
        ({"password": "1234567"}, "Use at least 8 characters"),
        ({"password": "password"}, "Many people would guess"),
        ({"password": "Joana2026"}, "Many people would guess"),
        ({"password": "uclg-share"}, "Many people would guess"),
        ({"organisation": ""}, "Write the name of your organisation"),
        ({"organisation": "Hill"}, "Find your organisation"),
        ({"locale": "de"}, "Choose from the list"),
        ({"homepage": "https://spam.example"}, "Leave this field empty"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(
    client: FlaskClient, wrong: dict[str, str], words: str
) -> None:
    form = joining(**wrong)

    answer = client.post("/en/sign-up", data=form)

    assert answer.status_code == 422
    assert title_of(answer.text).startswith("Error: Join")
    assert words in answer.text
    kept = [form[name] for name in {"name", "email", "organisation"} - set(wrong)]
    assert all(f'value="{text}"' in answer.text for text in kept)
    assert f'value="{form["password"]}"' not in answer.text
    assert people() == 9


def test_opening_the_link_changes_nothing_and_its_button_confirms(
    client: FlaskClient, world: World
) -> None:
    client.post("/en/sign-up", data=joining())
    link = f"/es/confirm-email/{newest_secret(Topic.CONFIRM_EMAIL)}"
    for _ in range(2):
        assert JOANA in client.get(link).text
    client.head(link)
    assert account_of(JOANA).email_confirmed_at is None

    answer = client.post(link)

    assert answer.location == "/es/sign-in"
    assert account_of(JOANA).email_confirmed_at
    assert client.post(link).status_code == 404
    assert sign_in_by_form(client, JOANA, joining()["password"]).status_code == 303


def test_an_address_of_the_organisation_itself_confirms_at_once(
    client: FlaskClient, world: World
) -> None:
    email = "joana@hills.example.org"
    client.post("/en/sign-up", data=joining(email=email))
    assert affiliation_of(account_of(email)).confirmed_at is None

    client.post(f"/en/confirm-email/{newest_secret(Topic.CONFIRM_EMAIL)}")

    assert affiliation_of(account_of(email)).confirmed_at
    assert topics() == [Topic.CONFIRM_EMAIL, Topic.AFFILIATION_CONFIRMED]


def test_any_other_address_waits_for_a_representative(
    client: FlaskClient, world: World
) -> None:
    client.post("/en/sign-up", data=joining())
    client.post(f"/en/confirm-email/{newest_secret(Topic.CONFIRM_EMAIL)}")

    assert affiliation_of(account_of(JOANA)).confirmed_at is None
    told = [note.account_id for note in notes(Topic.AFFILIATION_ASKED)]
    assert told == [world.gabriel.id]


def test_a_lost_link_is_sent_again_and_the_first_one_dies(
    client: FlaskClient, world: World
) -> None:
    client.post("/en/sign-up", data=joining())
    first = newest_secret(Topic.CONFIRM_EMAIL)

    client.post("/en/confirm-email", data={"email": JOANA})

    assert client.get(f"/en/confirm-email/{first}").status_code == 404
    second = newest_secret(Topic.CONFIRM_EMAIL)
    assert client.post(f"/en/confirm-email/{second}").status_code == 303
