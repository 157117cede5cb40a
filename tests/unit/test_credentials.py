from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.notes import notes, secret_in, topics, verbs
from tests.world import PASSWORD, World
from uclg_share.accounts import keys, sessions
from uclg_share.accounts.credentials import (
    ask_confirmation,
    ask_new_email,
    ask_reset,
    change_password,
    confirm_email,
    reset_password,
    take_new_email,
)
from uclg_share.accounts.models import OneTimeKey, Purpose
from uclg_share.accounts.passwords import matches
from uclg_share.accounts.queries import digest, find_sign_in
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.keys import secret_of
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed

KEY = "k" * 40
RESET, CONFIRM, CHANGE = (
    Purpose.RESET_PASSWORD,
    Purpose.CONFIRM_EMAIL,
    Purpose.CHANGE_EMAIL,
)


def issued(world: World, purpose: Purpose = RESET) -> str:
    key = keys.issue(world.amina, purpose, KEY, world.amina.email)
    return secret_of(key.nonce, KEY)


def test_a_key_is_random_long_and_stored_as_a_hash(world: World) -> None:
    first, second = issued(world), issued(world, CONFIRM)

    rows = db.session.scalars(select(OneTimeKey).order_by(OneTimeKey.id)).all()
    assert first != second
    assert len(first) >= 43
    assert [row.secret_hash for row in rows] == [digest(first), digest(second)]
    assert all(first not in (row.nonce, row.secret_hash) for row in rows)
    assert secret_of(rows[0].nonce, "another key") != first


def test_a_key_opens_what_it_was_made_for_once(world: World) -> None:
    secret = issued(world)
    key = keys.find(secret, RESET)

    assert key is not None
    assert key.account is world.amina
    assert keys.find(secret, CONFIRM, CHANGE) is None
    assert keys.find(secret[:-1] + "x", RESET) is None
    assert keys.use(key)
    assert not keys.use(key)
    assert keys.find(secret, RESET) is None


@pytest.mark.parametrize(
    "purpose, life",
    [(RESET, timedelta(minutes=60)), (CONFIRM, timedelta(hours=24))],
)
def test_a_key_dies_of_age(
    world: World, monkeypatch: pytest.MonkeyPatch, purpose: Purpose, life: timedelta
) -> None:
    secret = issued(world, purpose)

    monkeypatch.setattr(keys, "now", lambda: now() + life - timedelta(seconds=5))
    assert keys.find(secret, purpose) is not None
    monkeypatch.setattr(keys, "now", lambda: now() + life)
    assert keys.find(secret, purpose) is None


def test_a_newer_key_kills_the_older_one_of_its_kind_and_person(world: World) -> None:
    older, other_kind = issued(world), issued(world, CONFIRM)
    noise = keys.issue(world.bruno, RESET, KEY, world.bruno.email)
    newer = issued(world)

    assert keys.find(older, RESET) is None
    assert keys.find(newer, RESET) is not None
    assert keys.find(other_kind, CONFIRM) is not None
    assert keys.find(secret_of(noise.nonce, KEY), RESET) is not None


def test_a_key_is_for_the_address_it_was_sent_to(world: World) -> None:
    secret = issued(world)
    world.amina.email = "amina@elsewhere.example.org"
    db.session.flush()

    assert keys.find(secret, RESET) is None


def test_a_reset_is_asked_by_mail_and_by_nobody_else(world: World) -> None:
    for address in ("nobody@example.org", world.hana.email):
        ask_reset(address, KEY)
    assert topics() == []

    ask_reset("AMINA@people.example.org", KEY)

    assert [note.account_id for note in notes()] == [world.amina.id]
    assert "secret" not in notes()[0].data
    assert verbs() == [Verb.PASSWORD_ASKED] * 3


def test_a_reset_signs_out_everywhere_and_kills_every_link(world: World) -> None:
    token, link = sessions.open_for(world.amina, ""), issued(world)
    noise = sessions.open_for(world.bruno, "")

    reset_password(world.amina, "we walk to the sea")

    assert matches(world.amina.password_hash, "we walk to the sea")
    assert find_sign_in(token) is None
    assert find_sign_in(noise) is not None
    assert keys.find(link, RESET) is None
    assert topics() == [Topic.PASSWORD_CHANGED]
    assert verbs()[-1] is Verb.PASSWORD_CHANGED


def test_a_reset_proves_the_address(world: World) -> None:
    reset_password(world.ines, "we walk to the sea")

    assert world.ines.may_sign_in


def test_a_changed_password_leaves_this_browser_alone_signed_in(world: World) -> None:
    here, there = (sessions.open_for(world.amina, "") for _ in range(2))
    link = issued(world)

    change_password(
        world.viewer("amina"), world.amina, "we walk to the sea", find_sign_in(here)
    )

    assert find_sign_in(here) is not None
    assert find_sign_in(there) is None
    assert keys.find(link, RESET) is None
    assert topics() == [Topic.PASSWORD_CHANGED]


def test_nobody_touches_the_credentials_of_another(world: World) -> None:
    for viewer in (world.viewer("bruno"), world.viewer("dina"), ANYONE):
        with pytest.raises(NotAllowed):
            change_password(viewer, world.amina, "we walk to the sea", None)
        with pytest.raises(NotAllowed):
            ask_new_email(viewer, world.amina, "new@example.org", KEY)

    assert matches(world.amina.password_hash, PASSWORD)


def test_a_new_address_counts_when_its_link_is_used(world: World) -> None:
    old, link = world.amina.email, issued(world)
    ask_new_email(world.viewer("amina"), world.amina, "new@example.org", KEY)
    assert world.amina.email == old
    assert [note.address for note in notes()] == ["new@example.org"]

    assert take_new_email(world.amina, "new@example.org")

    assert world.amina.email_key == "new@example.org"
    assert [note.address for note in notes(Topic.EMAIL_CHANGED)] == [old]
    assert keys.find(link, RESET) is None
    assert verbs() == [Verb.EMAIL_CHANGED]


def test_an_address_of_somebody_else_is_not_taken(world: World) -> None:
    ask_new_email(world.viewer("amina"), world.amina, "BRUNO@people.example.org", KEY)

    assert not take_new_email(world.amina, world.bruno.email)
    assert world.amina.email == "amina@people.example.org"
    assert [(n.account_id, n.topic) for n in notes()] == [
        (world.bruno.id, Topic.ALREADY_REGISTERED)
    ]


def test_a_confirmation_is_sent_again_to_who_needs_one(world: World) -> None:
    for address in (world.ines.email, world.amina.email, "nobody@example.org"):
        ask_confirmation(address, "k" * 40)

    note = notes()[0]
    assert (len(notes()), note.account_id) == (1, world.ines.id)
    assert len(secret_in(note)) >= 43


def test_a_confirmed_address_stays_confirmed_since_then(world: World) -> None:
    before = world.amina.email_confirmed_at
    confirm_email(world.amina)
    confirm_email(world.ines)

    assert world.amina.email_confirmed_at == before
    assert world.ines.may_sign_in
    assert verbs() == [Verb.ACCOUNT_CONFIRMED] * 2
