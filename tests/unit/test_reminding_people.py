"""Who is reminded of what waits too long, and how they want it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.bulletin import START, Carrier, Clock, prefer, text_of
from tests.bulletin import work as deliver
from tests.notes import notes
from tests.waits import asks, hush, in_budgets, named_in, sent_in
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications.models import Frequency, News, Topic
from uclg_share.notifications.preferences import Choices, choices_of
from uclg_share.reminders.models import Escalation
from uclg_share.reminders.reminding import tell_of_waiting

WAITS, FORGOTTEN = Topic.DESK_WAITS, Topic.DESK_FORGOTTEN


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


def told(topic: Topic) -> list[int]:
    return sorted(note.account_id or 0 for note in notes(topic))


def test_nobody_is_reminded_of_a_text_they_may_not_judge(
    world: World, clock: Clock
) -> None:
    review = sent_in(world, "Item 1")
    review.post.author_id = review.submitted_by_id = world.bruno.id
    db.session.commit()
    clock.on(days=6)

    tell_of_waiting()

    assert told(WAITS) == [world.elif_.id]


def test_an_administrator_is_reminded_of_the_own_groups_alone(
    world: World, clock: Clock, post: Carrier
) -> None:
    world.bruno.is_admin = True
    sent_in(world, "Item 1")
    sent_in(world, "Item 2", **in_budgets(world))
    clock.on(days=6)

    tell_of_waiting()
    deliver()

    (mail,) = [mail for mail in post.taken if "bruno" in str(mail["To"])]
    assert named_in(mail) == ["Item 1"]


def test_one_may_want_no_such_mail_from_a_group(world: World, clock: Clock) -> None:
    prefer(world.bruno, Frequency.NONE, News.DESK, world.water)
    sent_in(world, "Item 1")
    clock.on(days=6)

    tell_of_waiting()

    assert told(WAITS) == [world.elif_.id]


def test_one_may_want_it_with_the_digest(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.bruno, Frequency.DAILY, News.DESK)
    prefer(world.elif_, Frequency.NONE, News.DESK)
    sent_in(world, "Item 1")
    clock.on(days=6)
    tell_of_waiting()
    deliver()

    (mail,) = post.taken
    assert mail["Subject"] == "1 thing waits for you"
    assert "1 thing waits too long on your desk" in text_of(mail)


def test_who_cannot_sign_in_is_not_reminded(world: World, clock: Clock) -> None:
    world.bruno.suspended_at = START
    sent_in(world, "Item 1")
    clock.on(days=6)

    tell_of_waiting()

    assert told(WAITS) == [world.elif_.id]


def test_a_group_that_sleeps_admits_nobody_and_reminds_nobody(
    world: World, clock: Clock
) -> None:
    world.water.lifecycle = type(world.water.lifecycle).ARCHIVED
    asks(world)
    clock.on(days=20)

    assert tell_of_waiting() == 0


def test_without_administrators_nothing_counts_as_told(
    world: World, clock: Clock
) -> None:
    world.dina.is_admin = False
    sent_in(world, "Item 1")
    clock.on(days=20)
    tell_of_waiting()
    first = db.session.scalars(select(Escalation)).all()
    world.dina.is_admin = True
    hush()

    tell_of_waiting()

    assert first == []
    assert told(FORGOTTEN) == [world.dina.id]


def test_a_clock_that_was_years_ahead_silences_nobody(
    world: World, clock: Clock
) -> None:
    sent_in(world, "Item 1")
    clock.on(days=800)
    tell_of_waiting()
    clock.on(days=-790)

    tell_of_waiting()

    assert len(told(WAITS)) == 4


@pytest.mark.parametrize("language", ["fr", "es", "ar"])
def test_the_mail_speaks_the_language_of_its_reader(
    world: World, clock: Clock, post: Carrier, language: str
) -> None:
    world.elif_.locale = language
    sent_in(world, "Item 1")
    clock.on(days=6)

    tell_of_waiting()
    deliver()

    (mail,) = [mail for mail in post.taken if "elif" in str(mail["To"])]
    assert mail["Content-Language"] == language
    assert f"/{language}/desk/reviews/" in text_of(mail)


def test_what_is_wrong_with_one_does_not_silence_the_others(
    world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_in(world, "Item 1")
    clock.on(days=20)
    bruno = world.bruno.id

    def refuse(account_id: int) -> Choices:
        if account_id == bruno:
            raise KeyError("news")
        return choices_of(account_id)

    monkeypatch.setattr("uclg_share.reminders.reminding.choices_of", refuse)

    tell_of_waiting()

    assert told(WAITS) == [world.elif_.id]
    assert told(FORGOTTEN) == [world.dina.id]
