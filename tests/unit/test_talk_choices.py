"""Mail about comments and reports: at once, with the digest or never, as chosen."""

from __future__ import annotations

import pytest

from tests import talk
from tests.bulletin import Carrier, Clock, prefer, settle_members, text_of, work
from tests.drafts import published
from tests.world import World
from uclg_share.comments import moderating
from uclg_share.database import db
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.notifications.models import Frequency, News
from uclg_share.posts.models import Post


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settle_members(world)
    clock = Clock(monkeypatch)
    work()
    return clock


@pytest.fixture
def carrier(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


@pytest.fixture
def post(world: World, clock: Clock, carrier: Carrier) -> Post:
    post = published(world)
    work()
    carrier.taken.clear()
    return post


def to(carrier: Carrier, name: str) -> list[str]:
    mails = carrier.taken
    return [str(m["Subject"]) for m in mails if str(m["To"]).startswith(name)]


def test_a_comment_is_told_at_once_unless_its_hearer_chose_otherwise(
    world: World, clock: Clock, carrier: Carrier, post: Post
) -> None:
    talk.said(world, post)
    work()
    assert to(carrier, "amina") == ["Comment on: Leak detection in Maputo"]
    assert carrier.taken[-1]["List-Unsubscribe"] is not None

    prefer(world.amina, Frequency.NONE, News.TALK)
    talk.said(world, post)
    work()
    assert len(to(carrier, "amina")) == 1


def test_comments_wait_for_the_digest_and_those_hidden_meanwhile_are_left_out(
    world: World, clock: Clock, carrier: Carrier, post: Post
) -> None:
    prefer(world.amina, Frequency.DAILY, News.TALK)
    talk.said(world, post)
    second = talk.said(world, post)
    work()
    assert to(carrier, "amina") == []
    moderating.hide(world.viewer("elif"), second, "Names a child.")
    db.session.commit()
    work()
    carrier.taken.clear()

    clock.on(days=1)
    work()

    (digest,) = [m for m in carrier.taken if str(m["To"]).startswith("amina")]
    assert text_of(digest).count("Comment on: Leak detection in Maputo") == 1


def test_a_report_that_was_settled_is_not_in_the_digest(
    world: World, clock: Clock, carrier: Carrier, post: Post
) -> None:
    prefer(world.elif_, Frequency.DAILY, News.DESK, world.water)
    flag = talk.reported(world, post)
    work()
    assert to(carrier, "elif") == []
    assert to(carrier, "bruno") == ["Reported: Leak detection in Maputo"]
    settle(world.viewer("bruno"), flag, Settlement.KEPT, "It is as it should be.")
    db.session.commit()

    clock.on(days=1)
    work()

    assert to(carrier, "elif") == []


def test_what_is_hidden_after_a_digest_was_written_does_not_leave_with_it(
    world: World, clock: Clock, carrier: Carrier, post: Post
) -> None:
    prefer(world.amina, Frequency.DAILY, News.TALK)
    comment = talk.said(world, post)
    carrier.is_down = True
    clock.on(days=1)
    work()
    moderating.hide(world.viewer("elif"), comment, "Names a child.")
    db.session.commit()

    carrier.is_down = False
    clock.on(hours=2)
    work()

    assert to(carrier, "amina") == []
    assert to(carrier, "chen") == ["Your comment is hidden: Leak detection in Maputo"]
