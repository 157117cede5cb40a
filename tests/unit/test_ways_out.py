"""RFC 8058: every mail one can do without says how to end it."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.bulletin import (
    Clock,
    new_in,
    settle_members,
    text_of,
    use,
    work,
)
from tests.drafts import waiting
from tests.mailing import way_out
from tests.notes import notes
from tests.smtp import Mailbox
from tests.world import World
from uclg_share.mail import compose
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import News, Topic
from uclg_share.reviews.actions import accept

REFUSAL = {"x@example.org": (550, b"5.1.1 No such mailbox")}


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settle_members(world)
    clock = Clock(monkeypatch)
    work()
    return clock


def test_every_mail_one_can_do_without_has_its_way_out(
    world: World, clock: Clock, app: Flask, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """RFC 8058, as a real mail server gets it."""
    use(app, monkeypatch, mail_url=mailbox.url)
    accept(world.viewer("elif"), waiting(world))
    notify([world.amina], Topic.PASSWORD_CHANGED)
    new_in("A well", world.water)
    clock.on(days=8)
    work()

    [digest] = [m for m in mailbox.to(world.amina.email) if "2 new" in m["Subject"]]
    token = way_out(world.amina, News.POSTS)
    for message in mailbox.messages:
        wanted = message["Subject"].startswith(("To review", "New:", "2 new"))
        assert (message["List-Unsubscribe"] is not None) is wanted, message["Subject"]
    assert digest["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = f"http://127.0.0.1:5000/en/unsubscribe/{token}"
    assert digest["List-Unsubscribe"] == f"<{address}>"
    assert address in text_of(digest)
    assert f'href="{address}"' in text_of(digest, "html")


def test_a_long_way_out_is_neither_folded_nor_encoded(
    world: World, clock: Clock, app: Flask, mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    base = "https://share.a-very-long-name-of-an-association.example.org"
    use(app, monkeypatch, mail_url=mailbox.url, base_url=base)
    world.amina.locale = "ar"
    new_in("بئر", world.water, language="ar")

    clock.on(days=8)
    work()

    [message] = mailbox.to(world.amina.email)
    raw = compose(notes(Topic.DIGEST)[-1]).as_bytes()
    assert b"\nList-Unsubscribe: <https://share.a-very-long-name" in raw
    assert message["List-Unsubscribe"].startswith(f"<{base}/ar/unsubscribe/")
