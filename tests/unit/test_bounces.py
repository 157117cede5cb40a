"""Mail that comes back: what counts, when it stops, how it goes on."""

from __future__ import annotations

import smtplib

import pytest
from flask import Flask

from tests.bulletin import (
    Carrier,
    Clock,
    new_in,
    settle_members,
    use,
    work,
)
from tests.notes import notes
from tests.smtp import Mailbox
from tests.world import World
from uclg_share.accounts.credentials import take_new_email
from uclg_share.accounts.queries import viewer_for
from uclg_share.notifications import bounces, choosing
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.notifications.preferences import hold_mailing

REFUSAL = {"x@example.org": (550, b"5.1.1 No such mailbox")}


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settle_members(world)
    clock = Clock(monkeypatch)
    work()
    return clock


@pytest.fixture
def post(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


def to(post: Carrier, name: str) -> list[str]:
    return [str(m["Subject"]) for m in post.taken if str(m["To"]).startswith(name)]


def test_three_refusals_pause_all_but_the_keys(
    world: World, clock: Clock, app: Flask, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    use(app, monkeypatch, mail_url=mailbox.url)
    mailbox.refuse("550 5.1.1 No such mailbox")
    for number in range(3):
        notify([world.amina], Topic.POST_HIDDEN, title=f"{number}", reason="x")
    work()
    clock.on(hours=1)
    mailbox.behave()

    work()
    notify([world.amina], Topic.PASSWORD_CHANGED)
    work()

    assert hold_mailing(world.amina.id).paused_at is not None
    assert [m["Subject"] for m in mailbox.messages] == ["Your password was changed"]
    assert len(notes(Topic.MAIL_PAUSED)) == 1


def test_one_mail_that_is_refused_again_and_again_counts_once(
    world: World, clock: Clock, app: Flask, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    use(app, monkeypatch, mail_url=mailbox.url)
    mailbox.refuse("550 5.1.1 No such mailbox")
    notify([world.amina], Topic.POST_HIDDEN, title="x", reason="x")
    for _ in range(5):
        work()
        clock.on(hours=2)

    assert hold_mailing(world.amina.id).bounces == 1


@pytest.mark.parametrize(
    "error, counts",
    [
        (smtplib.SMTPRecipientsRefused(REFUSAL), True),
        (smtplib.SMTPRecipientsRefused({"x": (450, b"4.2.1 Later")}), False),
        (smtplib.SMTPRecipientsRefused({"x": (554, b"5.7.1 Relay denied")}), False),
        (smtplib.SMTPSenderRefused(550, b"Who are you?", "share"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (ConnectionRefusedError(), False),
    ],
)
def test_only_what_the_mailbox_is_to_blame_for_counts(
    error: Exception, counts: bool
) -> None:
    assert bounces.is_refusal(error) is counts


def test_what_came_back_long_ago_is_forgotten(world: World, clock: Clock) -> None:
    for _ in range(5):
        assert not bounces.count(world.amina.id)
        clock.on(days=31)
    assert hold_mailing(world.amina.id).bounces == 1


def test_a_digest_missed_while_mail_was_paused_comes_afterwards(
    world: World, clock: Clock, post: Carrier
) -> None:
    for _ in range(3):
        bounces.count(world.amina.id)
    new_in("A well", world.water)
    clock.on(days=8)
    work()
    assert to(post, "amina") == []

    choosing.try_again(viewer_for(world.amina), world.amina)
    clock.on(days=8)
    work()

    assert to(post, "amina") == ["New: A well"]


def test_another_address_has_its_own_chance(world: World, clock: Clock) -> None:
    for _ in range(3):
        bounces.count(world.amina.id)

    take_new_email(world.amina, "new@example.org")

    assert hold_mailing(world.amina.id).paused_at is None
