from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.notes import notes, topics, verbs
from tests.world import World
from uclg_share.accounts import passwords, sessions
from uclg_share.accounts.actions import (
    Profile,
    Registration,
    change_profile,
    end_all_sign_ins,
    register,
)
from uclg_share.accounts.devices import device_words
from uclg_share.accounts.models import SignIn
from uclg_share.accounts.queries import (
    digest,
    find_own_sign_in,
    find_person,
    find_sign_in,
    open_sign_ins,
    organisations_of,
    public_groups_of,
)
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed

KEY = "k" * 40
JOANA = Registration("Joana", "Joana@Example.org", "we walk to the sea", "es")


def test_a_new_person_gets_a_link_to_confirm(world: World) -> None:
    account = register(JOANA, KEY)

    assert account is not None
    assert account.email_key == "joana@example.org"
    assert account.email_confirmed_at is None
    assert not account.is_admin
    assert passwords.matches(account.password_hash, "we walk to the sea")
    assert [(note.account_id, note.topic, note.locale) for note in notes()] == [
        (account.id, Topic.CONFIRM_EMAIL, "es")
    ]
    assert verbs() == [Verb.ACCOUNT_REGISTERED]


@pytest.mark.parametrize(
    "address", ["AMINA@people.example.org", "amina@ｐeople.example.org"]
)
def test_a_known_address_stays_one_person_and_its_owner_is_told(
    world: World, address: str
) -> None:
    before = world.amina.password_hash

    again = register(Registration("Other", address, "we walk to the sea", "en"), KEY)

    assert again is None
    assert world.amina.password_hash == before
    assert [note.account_id for note in notes(Topic.ALREADY_REGISTERED)] == [
        world.amina.id
    ]
    assert topics() == [Topic.ALREADY_REGISTERED]
    assert verbs() == [Verb.ACCOUNT_REGISTERED]


def test_a_person_says_who_they_are(world: World) -> None:
    profile = Profile("Amina B.", "Engineer", "Pipes.", "fr")

    change_profile(world.viewer("amina"), world.amina, profile)

    assert (world.amina.name, world.amina.locale) == ("Amina B.", "fr")
    assert world.bruno.name == "Bruno"
    assert verbs() == [Verb.ACCOUNT_CHANGED]


def test_nobody_changes_the_profile_of_another(world: World) -> None:
    profile = Profile("Fool", "", "", "en")

    for name in ("bruno", "dina"):
        with pytest.raises(NotAllowed):
            change_profile(world.viewer(name), world.amina, profile)
    with pytest.raises(NotAllowed):
        change_profile(ANYONE, world.amina, profile)

    assert world.amina.name == "Amina"


def test_a_sign_in_is_a_row_without_its_token(world: World) -> None:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

    token = sessions.open_for(world.amina, agent)

    row = db.session.scalars(select(SignIn)).one()
    assert len(token) >= 43
    assert (row.token_hash, row.device) == (digest(token), "Firefox, Linux")
    assert token not in repr(
        [entry.data for entry in db.session.scalars(select(AuditEntry))]
    )
    assert verbs() == [Verb.SIGN_IN_OPENED]


def test_one_ends_ones_own_sign_in_alone(world: World) -> None:
    token = sessions.open_for(world.amina, "")
    row = find_sign_in(token)
    assert row is not None

    for name in ("bruno", "dina"):
        with pytest.raises(NotAllowed):
            sessions.end(world.viewer(name), row)
    assert find_own_sign_in(world.bruno.id, row.id) is None
    sessions.end(world.viewer("amina"), row)

    assert find_sign_in(token) is None
    assert verbs()[-1] is Verb.SIGN_IN_ENDED


def test_one_may_end_all_others(world: World) -> None:
    tokens = [sessions.open_for(world.amina, "") for _ in range(3)]
    noise = sessions.open_for(world.bruno, "")
    here = find_sign_in(tokens[1])
    assert here is not None

    with pytest.raises(NotAllowed):
        sessions.end_others(world.viewer("bruno"), here)
    sessions.end_others(world.viewer("amina"), here)

    assert [find_sign_in(token) is not None for token in tokens] == [False, True, False]
    assert find_sign_in(noise) is not None
    assert open_sign_ins(world.amina.id, world.amina.created_at) == [here]


def test_giving_the_password_again_is_ones_own_act(world: World) -> None:
    row = find_sign_in(sessions.open_for(world.amina, ""))
    assert row is not None
    before = row.proved_at

    with pytest.raises(NotAllowed):
        sessions.prove(world.viewer("bruno"), row)
    sessions.prove(world.viewer("amina"), row)

    assert row.proved_at > before
    assert verbs()[-1] is Verb.PASSWORD_PROVED


def test_an_administrator_ends_the_sign_ins_of_anybody(world: World) -> None:
    token = sessions.open_for(world.amina, "")

    with pytest.raises(NotAllowed):
        end_all_sign_ins(world.viewer("bruno"), world.amina)
    end_all_sign_ins(world.viewer("dina"), world.amina)

    assert find_sign_in(token) is None


def test_others_find_people_who_are_here(world: World) -> None:
    assert find_person(world.amina.id) is world.amina
    assert find_person(world.hana.id) is None
    assert find_person(world.ines.id) is None


def test_a_page_of_a_person_shows_what_is_public(world: World) -> None:
    assert organisations_of(world.amina) == [world.hills]
    assert public_groups_of(world.amina) == [world.water]
    assert public_groups_of(world.fatou) == []


@pytest.mark.parametrize(
    "agent, words",
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari/537 Edg/140",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) CriOS/140 Safari/6",
            "Chrome, iPhone",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_has_a_name_people_know(agent: str, words: str) -> None:
    assert device_words(agent) == words
