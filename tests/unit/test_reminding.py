"""What waits too long: its coordinators are reminded, then administrators hear of it.

START is a Wednesday; the target of a group is three working days.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.bulletin import START, Carrier, Clock, text_of
from tests.bulletin import work as deliver
from tests.drafts import published
from tests.notes import notes
from tests.waits import asks, in_budgets, named_in, reported_since, sent_in
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.reminders.reminding import tell_of_waiting
from uclg_share.reviews.actions import withdraw

WAITS, FORGOTTEN = Topic.DESK_WAITS, Topic.DESK_FORGOTTEN


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


def told(topic: Topic) -> list[int]:
    return sorted(note.account_id or 0 for note in notes(topic))


def test_nobody_is_reminded_within_the_target(world: World, clock: Clock) -> None:
    sent_in(world, "Item 1")
    clock.on(days=5)  # Monday: the third working day

    assert tell_of_waiting() == 0


def test_after_the_target_each_coordinator_has_one_mail_on_all_of_it(
    world: World, clock: Clock, post: Carrier
) -> None:
    reported_since(world, published(world))
    for number in (1, 2):
        sent_in(world, f"Item {number}", START + timedelta(minutes=number))
    asks(world)
    clock.on(days=6)

    tell_of_waiting()
    deliver()

    assert told(WAITS) == sorted([world.bruno.id, world.elif_.id])
    assert [named_in(mail) for mail in post.taken] == [["Chen", "Item 1", "Item 2"]] * 2
    assert post.subjects() == ["4 things wait too long on your desk"] * 2
    assert notes(FORGOTTEN) == []


def test_a_mail_leads_straight_to_each_thing(
    world: World, clock: Clock, post: Carrier
) -> None:
    flag = reported_since(world, published(world))
    review, request = sent_in(world, "Item 1"), asks(world)
    clock.on(days=6)

    tell_of_waiting()
    deliver()

    for kind in ("plain", "html"):
        said = text_of(post.taken[0], kind)
        assert f"/en/desk/reviews/{review.id}" in said
        assert f"/en/desk/join-requests#request-{request.id}" in said
        assert f"/flags/{flag.id}" in said or f"/reports/{flag.id}" in said


def test_the_target_is_that_of_the_group(world: World, clock: Clock) -> None:
    world.water.review_days = 10
    sent_in(world, "Item 1")
    sent_in(world, "Item 2", **in_budgets(world))
    clock.on(days=6)

    tell_of_waiting()

    assert told(WAITS) == [world.fatou.id]


def test_nobody_is_reminded_twice_in_a_week(world: World, clock: Clock) -> None:
    sent_in(world, "Item 1")
    counts = []
    for _ in range(20):
        clock.on(days=1)
        tell_of_waiting()
        counts.append(len(told(WAITS)))

    assert counts == [0] * 5 + [2] * 7 + [4] * 7 + [6]


def test_administrators_hear_of_each_thing_once(
    world: World, clock: Clock, post: Carrier
) -> None:
    sent_in(world, "Item 1")
    asks(world)
    clock.on(days=9)  # seven working days
    tell_of_waiting()
    sent_in(world, "Item 2")
    tell_of_waiting()
    tell_of_waiting()
    deliver()

    mails = [mail for mail in post.taken if "dina" in str(mail["To"])]
    assert [named_in(mail) for mail in mails] == [["Chen", "Item 1"], ["Item 2"]]
    assert told(FORGOTTEN) == [world.dina.id] * 2


def test_what_was_answered_before_the_mail_left_is_not_in_it(
    world: World, clock: Clock, post: Carrier
) -> None:
    review = sent_in(world, "Item 1")
    clock.on(days=6)
    tell_of_waiting()
    withdraw(world.viewer("amina"), review)
    db.session.commit()
    deliver()

    assert post.taken == []
    assert all("answered" in note.error for note in notes(WAITS))
