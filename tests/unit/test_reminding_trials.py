"""Reminders under random clocks, and crashes at any step of workers that take turns:
nobody is told twice, nothing is missed."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from tests.bulletin import START, Carrier, Clock
from tests.notes import notes
from tests.trials import Crash, crashing
from tests.waits import TOLD, sent_in
from tests.world import World
from uclg_share.database import db
from uclg_share.groups.targets import target_days
from uclg_share.notifications.models import Notification, Topic
from uclg_share.reminders import reminding
from uclg_share.reminders.models import Escalation, Reminder, Thing
from uclg_share.reminders.reminding import EVERY, tell_of_waiting
from uclg_share.reviews.models import Outcome, Review
from uclg_share.workdays import working_days_between

STEPS = st.one_of(
    st.tuples(st.just("send"), st.integers(0, 3)),
    st.tuples(st.just("decide"), st.integers(0, 9)),
    st.tuples(st.just("pass_time"), st.sampled_from([-30, 1, 20, 26, 75, 170])),
    st.tuples(st.just("work"), st.one_of(st.just(0), st.integers(1, 60))),
)


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


class Trial:
    """Texts that wait, and a worker that may die at its n-th step."""

    def __init__(self, world: World, clock: Clock, post: Carrier) -> None:
        self.world, self.clock, self.post = world, clock, post
        self.reviews: list[Review] = []
        for table in (Notification, Escalation, Reminder):
            db.session.execute(delete(table))
        waits = select(Review).where(Review.outcome == Outcome.WAITING)
        for review in db.session.scalars(waits):
            review.outcome = Outcome.WITHDRAWN
        db.session.commit()
        clock.at = START

    def send(self, days: int) -> None:
        since = self.clock.at - timedelta(days=days)
        self.reviews.append(sent_in(self.world, f"Item {len(self.reviews)}", since))

    def decide(self, number: int) -> None:
        if self.reviews:
            self.reviews[number % len(self.reviews)].outcome = Outcome.ACCEPTED
            db.session.commit()

    def pass_time(self, hours: int) -> None:
        self.clock.on(hours=hours)

    def work(self, crash_at: int) -> bool:
        """Two workers, one after the other; what each writes has the time of the
        trial. True if no one died."""
        ended = self._two_rounds(crash_at)
        for note in notes():
            note.data = {"at": self.clock.at.isoformat(), **note.data}
        db.session.commit()
        return ended

    def _two_rounds(self, crash_at: int) -> bool:
        with crashing(self.post, crash_at):
            try:
                for _ in range(2):
                    tell_of_waiting()
            except Crash:
                db.session.rollback()
                return False
        return True

    def late(self, times: int) -> set[int]:
        return {
            one.id
            for one in self.reviews
            if one.outcome is Outcome.WAITING
            and working_days_between(one.submitted_at, self.clock.at)
            > times * target_days(self.world.water)
        }


def told_of(note: Notification) -> list[int]:
    assert all(thing == Thing.REVIEW for thing, _ in note.data["things"])
    return [review_id for _, review_id in note.data["things"]]


def prove(trial: Trial) -> None:
    """After a last round without a crash, when every pause is over."""
    trial.pass_time(24 * 5 * EVERY.days)
    trial.work(0)
    forgotten = notes(Topic.DESK_FORGOTTEN)
    escalated = Counter(one for note in forgotten for one in told_of(note))
    assert set(escalated.values()) <= {1}
    assert trial.late(2) <= set(escalated)
    for who in (trial.world.bruno, trial.world.elif_):
        mails = [n for n in notes(Topic.DESK_WAITS) if n.account_id == who.id]
        moments = sorted(note.data["at"] for note in mails)
        assert len(set(moments)) == len(moments)
        if trial.late(1):
            assert set(told_of(mails[-1])) == trial.late(1)


@given(steps=st.lists(STEPS, min_size=4, max_size=14))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nobody_is_told_twice_and_nothing_is_missed(
    world: World, clock: Clock, post: Carrier, steps: list[tuple[str, Any]]
) -> None:
    trial = Trial(world, clock, post)

    for name, value in steps:
        getattr(trial, name)(value)

    prove(trial)


def test_a_crash_at_each_single_step_doubles_nothing_and_loses_nothing(
    world: World, clock: Clock, post: Carrier
) -> None:
    for step in range(1, 200):
        trial = Trial(world, clock, post)
        trial.send(0)
        trial.pass_time(24 * 9)
        ended = trial.work(step)
        trial.work(0)

        counted = Counter(note.topic for note in notes(*TOLD))
        assert counted == {Topic.DESK_WAITS: 2, Topic.DESK_FORGOTTEN: 1}, step
        if ended:
            break
    assert step > 10


def test_no_two_mails_to_a_person_are_nearer_than_a_week(
    world: World, clock: Clock, post: Carrier
) -> None:
    trial = Trial(world, clock, post)
    trial.send(3)
    last: dict[int, Any] = {}
    for _ in range(60):
        trial.pass_time(11)
        before = len(notes(Topic.DESK_WAITS))
        trial.work(0)
        for note in notes(Topic.DESK_WAITS)[before:]:
            who = note.account_id or 0
            assert clock.at - last.get(who, START - EVERY) >= EVERY
            last[who] = clock.at
    assert len(last) == 2
    assert timedelta(days=7) == reminding.EVERY
