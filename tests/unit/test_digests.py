"""One mail for what is new: when it comes, and that it comes once."""

from __future__ import annotations

import pytest

from tests.bulletin import (
    SETTLED,
    Carrier,
    Clock,
    new_in,
    prefer,
    text_of,
    titles_in,
    work,
)
from tests.notes import notes
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications import announcing
from uclg_share.notifications.models import Frequency, Mailing, Topic
from uclg_share.reviews.queries import UNDONE_WITHIN

MONDAY = (2026, 3, 23, 7)


def test_what_a_group_published_comes_on_monday_at_seven(
    world: World, clock: Clock, post: Carrier
) -> None:
    new_in("A well", world.water)
    clock.to(2026, 3, 23, 6, 59)
    work()
    assert post.taken == []

    clock.to(*MONDAY)
    work()

    [message] = post.taken
    assert message["To"] == "amina@people.example.org"
    assert message["Subject"] == "New: A well"
    assert titles_in(message, ["A well"]) == ["A well"]
    assert "Summary of A well." in text_of(message)


def test_seven_is_seven_where_the_reader_is_and_summer_time_is_kept(
    world: World, clock: Clock, post: Carrier
) -> None:
    """Auckland is 13 hours ahead until 5 April, then 12."""
    world.amina.time_zone = "Pacific/Auckland"
    prefer(world.amina, Frequency.WEEKLY)
    for title, hour in (("Summer", (2026, 3, 22, 18)), ("Winter", (2026, 4, 5, 19))):
        clock.to(*hour)
        clock.on(days=-2)
        work()
        new_in(title, world.water)
        clock.on(days=2, minutes=-1)
        work()
        assert title not in " ".join(post.subjects())

        clock.on(minutes=1)
        work()

        assert post.subjects()[-1] == f"New: {title}"


def test_a_daily_one_comes_every_day_that_has_news(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.DAILY)
    for day in (19, 20, 21, 22):
        if day != 20:
            new_in(f"Of {day}", world.water)
        clock.to(2026, 3, day, 12)
        work()

    assert post.subjects() == ["New: Of 19", "New: Of 21", "New: Of 22"]


def test_at_once_means_when_no_decision_can_be_taken_back(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.EACH)
    new_in("A well", world.water)

    clock.on(minutes=14)
    work()
    assert post.taken == []
    clock.on(minutes=2)
    work()
    work()

    assert post.subjects() == ["New: A well"]
    assert announcing.SETTLES > UNDONE_WITHIN


def test_nothing_new_is_no_mail(world: World, clock: Clock, post: Carrier) -> None:
    for week in range(4):
        clock.to(*MONDAY)
        clock.on(weeks=week)
        work()

    assert post.taken == []
    assert notes(Topic.DIGEST) == []


def test_after_three_days_of_standstill_there_is_one_digest(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.DAILY)
    for day in (19, 20, 21):
        clock.to(2026, 3, day, 9)
        new_in(f"Of {day}", world.water)

    clock.to(2026, 3, 22, 12)
    work()

    [message] = post.taken
    assert titles_in(message, ["Of 19", "Of 20", "Of 21"]) == [
        "Of 19", "Of 20", "Of 21"
    ]  # fmt: skip


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_clock_that_is_wrong_sends_nothing_twice(
    world: World, clock: Clock, post: Carrier, minutes: int
) -> None:
    new_in("A well", world.water)
    clock.to(*MONDAY)
    clock.on(minutes=max(0, minutes))
    work()
    new_in("Too late for today", world.water)
    clock.on(minutes=minutes)
    work()
    clock.to(2026, 3, 23, 20)
    work()

    assert post.subjects() == ["New: A well"]


def test_a_clock_that_was_a_year_ahead_does_not_silence_anybody(
    world: World, clock: Clock, post: Carrier
) -> None:
    clock.to(2027, 3, 24, 12)
    work()
    assert db.session.get_one(Mailing, world.amina.id).weekly_at is not None

    clock.to(2026, 3, 19, 12)
    new_in("A well", world.water)
    clock.on(**{"minutes": SETTLED.total_seconds() / 60})
    work()
    clock.to(*MONDAY)
    work()

    assert post.subjects() == ["New: A well"]
