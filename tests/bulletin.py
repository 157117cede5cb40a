"""News for digests: practices that are new in groups, a clock that tests set, and the
mails that would have left."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.world import World
from uclg_share import mail
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.notifications import (
    announcing,
    bounces,
    choosing,
    digests,
    holding,
    outbox,
    preferences,
)
from uclg_share.notifications.models import (
    Frequency,
    News,
    Notification,
    Preference,
)
from uclg_share.posts.models import Kind, Placement, Post, Reach
from uclg_share.posts.placing import set_reach
from uclg_share.reminders import reminding

TELLING_TIME = (
    *(announcing, bounces, choosing, digests, holding, outbox, preferences, reminding),
)
# A Wednesday noon, between two summer times.
START = datetime(2026, 3, 18, 12, tzinfo=UTC)
SETTLED = announcing.SETTLES + timedelta(minutes=1)


class Clock:
    """What every part of the mail takes for the time."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.at = START
        for module in TELLING_TIME:
            patch.setattr(module, "now", lambda: self.at)

    def to(self, *moment: int) -> None:
        self.at = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]

    def on(self, **step: float) -> None:
        self.at += timedelta(**step)


class Carrier:
    """A mail server that keeps what it takes, in this process."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.taken: list[EmailMessage] = []
        self.is_down = False
        patch.setattr(mail, "send", self.send)

    def send(self, message: EmailMessage) -> None:
        if self.is_down:
            raise ConnectionRefusedError("nobody there")
        self.taken.append(message)

    def subjects(self) -> list[str]:
        return [str(message["Subject"]) for message in self.taken]


def clock_of_digests() -> datetime:
    """What the clock of the test says."""
    moment: datetime = vars(digests)["now"]()
    return moment


def settle_members(world: World) -> None:
    """Everybody joined before the clock of the test begins."""
    for membership in db.session.scalars(select(Membership)):
        membership.joined_at = START - timedelta(days=30)
    db.session.commit()


def new_in(
    title: str, *groups: WorkingGroup, reach: Reach = Reach.PUBLIC, **facts: Any
) -> Post:
    """A practice that these groups have just published."""
    moment = clock_of_digests()
    known: dict[str, Any] = {
        "kind": Kind.CASE_STUDY,
        "lead_group_id": groups[0].id,
        "title": title,
        "slug": title.lower().replace(" ", "-"),
        "summary": f"Summary of {title}.",
        "body": {},
        "reach": reach,
        "language": "en",
        "published_at": moment,
        "updated_at": moment,
    }
    post = Post(**known | facts)
    db.session.add(post)
    db.session.flush()
    post.family_id = post.family_id or post.id
    tag(post, *groups)
    return post


def tag(post: Post, *groups: WorkingGroup) -> None:
    for group in groups:
        db.session.add(
            Placement(
                group_id=group.id,
                post_id=post.id,
                reach=post.reach,
                published_at=post.published_at,
                kind=post.kind,
                family_id=post.family_id,
                language=post.language,
            )
        )
    announcing.announce(post, [group.id for group in groups])
    db.session.commit()


def prefer(
    account: Account,
    frequency: Frequency,
    news: News = News.POSTS,
    group: WorkingGroup | None = None,
) -> None:
    """As the form of the settings does it."""
    rows = {
        (row.news, row.group_id): row.frequency
        for row in db.session.scalars(
            select(Preference).where(Preference.account_id == account.id)
        )
    }
    rows[news, group.id if group else None] = frequency
    viewer = viewer_for(account)
    choosing.choose(viewer, account, choosing.Wish(account.time_zone, rows))
    db.session.commit()


def work() -> None:
    """What a worker does until nothing is due."""
    _set_back()
    while digests.enrol():
        pass
    while outbox.deliver_next() or digests.prepare_next():
        pass


def _set_back() -> None:
    """Acts have stamped what they left with the true time: that of the clock counts."""
    moment = clock_of_digests()
    new = Notification.attempts == 0, Notification.due_at > moment + timedelta(days=30)
    db.session.execute(update(Notification).where(*new).values(due_at=moment))
    db.session.commit()


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def titles_in(message: EmailMessage, titles: Iterable[str]) -> list[str]:
    said = text_of(message)
    return [title for title in titles if f"* {title}\n" in said]


def use(app: Flask, patch: pytest.MonkeyPatch, **changes: Any) -> None:
    settings = dataclasses.replace(app.config["SETTINGS"], **changes)
    patch.setitem(app.config, "SETTINGS", settings)


def joined(
    account: Account, group: WorkingGroup, at: datetime = START - timedelta(days=30)
) -> Membership:
    membership = Membership(account=account, group=group, joined_at=at)
    db.session.add(membership)
    db.session.commit()
    return membership


def hidden_away(post: Post) -> None:
    set_reach(post, Reach.HIDDEN)
    db.session.commit()
