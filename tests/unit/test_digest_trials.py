"""Digests under random clocks, zones, crashes between any two steps and dead mail
servers: nothing is sent twice, nothing is missed, nothing is empty."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from tests.bulletin import (
    START,
    Carrier,
    Clock,
    settle_members,
)
from tests.trials import begin, told
from tests.world import World
from uclg_share.database import db
from uclg_share.groups.models import Membership
from uclg_share.notifications.models import (
    Announcement,
    Frequency,
    Mailing,
    Mark,
    Notification,
    Preference,
)
from uclg_share.posts.models import Placement, Post

ZONES = ["UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"]
# Around the days on which summer time begins and ends in many places.
BEGINNINGS = [timedelta(0), timedelta(days=9), timedelta(days=220), timedelta(days=227)]
TITLE = re.compile(r"^\* (Item \d+)$", re.MULTILINE)
LISTENED = [Notification, Mark, Mailing, Preference, Announcement, Placement, Post]


STEPS = st.one_of(
    st.tuples(st.just("publish"), st.sampled_from(["w", "m", "wm"])),
    st.tuples(st.just("pass_time"), st.sampled_from([-10, 1, 10, 16, 400, 1500, 4320])),
    st.tuples(st.just("work"), st.one_of(st.just(0), st.integers(1, 120))),
    st.tuples(st.just("switch"), st.booleans()),
)


@pytest.fixture
def clock(world: World, monkeypatch: pytest.MonkeyPatch) -> Clock:
    settle_members(world)
    also = Membership(
        account=world.amina, group=world.markets, joined_at=START - timedelta(days=30)
    )
    db.session.add(also)
    db.session.commit()
    return Clock(monkeypatch)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Carrier:
    return Carrier(monkeypatch)


@given(
    steps=st.lists(STEPS, min_size=4, max_size=14),
    wishes=st.lists(
        st.tuples(
            st.sampled_from([Frequency.EACH, Frequency.DAILY, Frequency.WEEKLY]),
            st.sampled_from(ZONES),
        ),
        min_size=3,
        max_size=3,
    ),
    beginning=st.sampled_from(BEGINNINGS),
)
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_is_sent_twice_nothing_is_missed_nothing_is_empty(
    world: World,
    clock: Clock,
    post: Carrier,
    steps: list[tuple[str, Any]],
    wishes: list[tuple[Frequency, str]],
    beginning: timedelta,
) -> None:
    trial = begin(world, clock, post, wishes, beginning)

    for name, value in steps:
        getattr(trial, name)(value)
    trial.recover()

    assert told(trial) == trial.expected


def test_a_crash_at_each_single_step_doubles_nothing_and_loses_nothing(
    world: World, clock: Clock, post: Carrier
) -> None:
    for step in range(1, 500):
        trial = begin(world, clock, post, [(Frequency.WEEKLY, "UTC")], timedelta(0))
        others = update(Mailing).where(Mailing.account_id != world.amina.id)
        db.session.execute(others.values(weekly_at=None))  # fewer steps to try
        trial.publish("wm")
        trial.pass_time(5 * 24 * 60)
        ended = trial.work(step)
        trial.pass_time(10)
        trial.work(0)

        assert told(trial) == trial.expected, f"after a crash at step {step}"
        if ended:
            break
    assert step > 30
