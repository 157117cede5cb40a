from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from tests.notes import notes
from tests.smtp import Mailbox
from tests.world import World
from uclg_share import mail
from uclg_share.database import db, now
from uclg_share.notifications import outbox
from uclg_share.notifications.actions import notify, notify_address
from uclg_share.notifications.models import Topic


@pytest.fixture
def post(app: Flask, monkeypatch: pytest.MonkeyPatch, mailbox: Mailbox) -> Mailbox:
    """The application sends to this server."""
    settings = dataclasses.replace(app.config["SETTINGS"], mail_url=mailbox.url)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    return mailbox


def leave(world: World, *names: str, topic: Topic = Topic.PASSWORD_CHANGED) -> None:
    notify([getattr(world, name) for name in names], topic)
    db.session.commit()


def deliver_all() -> int:
    number = 0
    while outbox.deliver_next():
        number += 1
    return number


def later(monkeypatch: pytest.MonkeyPatch, step: timedelta) -> None:
    monkeypatch.setattr(outbox, "now", lambda: now() + step)


def addresses(mailbox: Mailbox) -> list[str]:
    return sorted(str(mail["To"]).partition("@")[0] for mail in mailbox.messages)


def test_what_is_due_is_sent_once(world: World, post: Mailbox) -> None:
    leave(world, "amina", "bruno")

    assert deliver_all() == 2
    assert deliver_all() == 0
    assert addresses(post) == ["amina", "bruno"]
    assert all(note.mailed_at for note in notes())


def test_what_is_not_due_waits(world: World, post: Mailbox) -> None:
    leave(world, "amina")
    notes()[0].due_at = now() + timedelta(hours=1)
    db.session.commit()

    assert deliver_all() == 0
    assert post.messages == []


def test_nobody_writes_to_a_closed_account_but_about_itself(
    world: World, post: Mailbox
) -> None:
    leave(world, "hana", "ines", topic=Topic.AFFILIATION_CONFIRMED)
    leave(world, "hana")

    deliver_all()

    assert [mail["Subject"] for mail in post.messages] == ["Your password was changed"]
    assert [note.mailed_at is not None for note in notes()] == [True] * 3
    assert [bool(note.error) for note in notes()] == [True, True, False]


@pytest.mark.parametrize(
    "misbehave",
    [
        lambda box: box.close(),
        lambda box: box.refuse("550 No such mailbox"),
        lambda box: box.refuse("451 Try later"),
        lambda box: box.drop(),
    ],
    ids=["down", "550", "451", "dropped"],
)
def test_a_failing_server_loses_nothing_and_gets_it_once(
    world: World,
    post: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
    misbehave: Callable[[Mailbox], None],
) -> None:
    leave(world, "amina")
    misbehave(post)
    assert deliver_all() == 1
    [note] = notes()
    assert (note.attempts, note.mailed_at) == (1, None)
    assert note.error
    assert deliver_all() == 0

    if post._controller is None:
        post.open()
    post.behave()
    later(monkeypatch, timedelta(minutes=2))

    assert deliver_all() == 1
    assert addresses(post) == ["amina"]
    db.session.refresh(note)
    assert note.mailed_at
    assert note.error == ""


def test_a_hanging_server_is_left(
    world: World, post: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(world, "amina")
    monkeypatch.setattr(mail, "TIMEOUT", 0.3)
    post.delay(3)

    begun = time.monotonic()
    deliver_all()

    assert time.monotonic() - begun < 2
    assert notes()[0].attempts == 1
    post.behave()


def test_the_pauses_grow_and_the_tenth_try_is_the_last(
    world: World, post: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(world, "amina")
    post.close()
    passed, pauses = timedelta(), []
    for _ in range(9):
        assert deliver_all() == 1
        pause = notes()[0].due_at - now() - passed
        pauses.append(round(pause.total_seconds() / 60))
        passed += pause + timedelta(seconds=1)
        later(monkeypatch, passed)
    assert deliver_all() == 1
    later(monkeypatch, timedelta(days=365))

    assert deliver_all() == 0
    assert pauses == [1, 5, 15, 30, 60, 120, 240, 360, 360]
    assert notes()[0].attempts == 10
    assert notes()[0].given_up_at is not None


def test_one_hostile_row_never_stops_the_others(world: World, post: Mailbox) -> None:
    notify_address("=?utf-8?q?x?=@example.org", "en", Topic.EMAIL_CHANGED, name="x")
    notify([world.amina], Topic.POST_RETURNED, title="no group, no reason")
    notify([world.amina], Topic.CONFIRM_EMAIL, nonce=["no", "text"])
    leave(world, "bruno", "elif_")

    deliver_all()

    assert addresses(post) == ["bruno", "elif"]
    assert [note.attempts for note in notes()] == [1, 1, 1, 0, 0]
