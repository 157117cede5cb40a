"""Digests on trial: what is published, how often the process dies, what people read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event, select

from tests.bulletin import START, Carrier, Clock, new_in, prefer, text_of, work
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.admin.actions import retry_mail
from uclg_share.database import db
from uclg_share.notifications.models import (
    Announcement,
    Frequency,
    Mailing,
    Mark,
    Notification,
    Preference,
)
from uclg_share.permissions import OPERATOR
from uclg_share.posts.models import Placement, Post

TITLE = re.compile(r"^\* (Item \d+)$", re.MULTILINE)
LISTENED = [Notification, Mark, Mailing, Preference, Announcement, Placement, Post]


class Crash(BaseException):
    """The process is gone in this very moment."""


@dataclass
class Trial:
    world: World
    clock: Clock
    post: Carrier
    people: list[Account]
    expected: dict[str, Counter[str]] = field(default_factory=dict)
    number: int = 0

    def publish(self, where: str) -> None:
        groups = {"w": self.world.water, "m": self.world.markets}
        self.number += 1
        title = f"Item {self.number}"
        new_in(title, *[groups[letter] for letter in where])
        for who in self.people:
            if "w" in where or who is self.world.amina:
                self.expected[who.email][title] += 1

    def pass_time(self, minutes: int) -> None:
        self.clock.on(minutes=minutes)

    def work(self, crash_at: int) -> bool:
        """True if it came to its end."""
        with crashing(self.post, crash_at):
            try:
                work()
            except Crash:
                db.session.rollback()
                return False
        return True

    def switch(self, down: bool) -> None:
        self.post.is_down = down

    def recover(self) -> None:
        """Everything is repaired and given time; an administrator tries again what
        was given up."""
        self.post.is_down = False
        for _ in range(8):
            self.clock.on(hours=50)
            failed = Notification.given_up_at.is_not(None)
            for note in db.session.scalars(select(Notification).where(failed)):
                retry_mail(OPERATOR, note)
            db.session.commit()
            work()


@contextmanager
def crashing(post: Carrier, at: int) -> Iterator[None]:
    """Die at the n-th step: a statement, or just before or after a mail is taken."""
    left, send = [at], post.send

    def step(*_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Crash

    def stepwise(message: Any) -> None:
        step()
        send(message)
        step()

    engine = db.engine
    event.listen(engine, "before_cursor_execute", step)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uclg_share.mail.send", stepwise)
        try:
            yield
        finally:
            event.remove(engine, "before_cursor_execute", step)


def begin(
    world: World,
    clock: Clock,
    post: Carrier,
    wishes: list[tuple[Frequency, str]],
    beginning: timedelta,
) -> Trial:
    """As if nothing had ever been published; three people choose."""
    db.session.rollback()
    for table in LISTENED:
        db.session.execute(delete(table))
    db.session.commit()
    db.session.expire_all()
    clock.at, post.taken, post.is_down = START + beginning, [], False
    people = [world.amina, world.bruno, world.elif_][: len(wishes)]
    for who, (frequency, zone) in zip(people, wishes, strict=True):
        who.time_zone = zone
        prefer(who, frequency)
    # To another group of Amina's she listens less often, or more.
    prefer(world.amina, wishes[-1][0], group=world.markets)
    work()
    return Trial(world, clock, post, people, {who.email: Counter() for who in people})


def told(trial: Trial) -> dict[str, Counter[str]]:
    """How often each person was told of each title. What arrives twice with one
    Message-ID is one mail, and the same one."""
    found: dict[str, Counter[str]] = {who.email: Counter() for who in trial.people}
    mails: dict[str, list[str]] = {}
    for message in trial.post.taken:
        titles = TITLE.findall(text_of(message))
        assert titles, "an empty mail"
        name = str(message["Message-ID"])
        if name in mails:
            assert mails[name] == titles
            continue
        mails[name] = titles
        found[str(message["To"])].update(titles)
    return found
