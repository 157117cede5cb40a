from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from uclg_share.workdays import waiting_longer, working_days_between

BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 8_000_000).map(lambda n: BEGINNING + timedelta(minutes=n))


def at(day: int, hour: int = 12) -> datetime:
    """November 2026 begins on a Sunday: the 2nd is a Monday, the 7th a Saturday."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_weekend_is_no_wait() -> None:
    assert working_days_between(at(6), at(9)) == 1
    assert working_days_between(at(7), at(8)) == 0
    assert working_days_between(at(7), at(9)) == 1
    assert working_days_between(at(2), at(9)) == 5
    assert working_days_between(at(2), at(2, 23)) == 0


def test_the_day_is_that_of_utc() -> None:
    east = timezone(timedelta(hours=9))
    tuesday_there = datetime(2026, 11, 3, 8, tzinfo=east)  # Monday at 23 in UTC

    assert working_days_between(tuesday_there, at(3)) == 1


@given(MOMENTS, st.integers(0, 900))
def test_each_day_counts_but_saturday_and_sunday(start: datetime, days: int) -> None:
    later = [start + timedelta(days=n) for n in range(1, days + 1)]

    counted = sum(day.weekday() < 5 for day in later)
    assert working_days_between(start, start + timedelta(days=days)) == counted
    assert working_days_between(start + timedelta(days=days), start) == -counted


@given(MOMENTS, MOMENTS, st.integers(0, 60))
def test_the_bound_and_the_count_agree(
    start: datetime, moment: datetime, days: int
) -> None:
    waited = working_days_between(start, moment)

    assert (waited > days) == (start < waiting_longer(days, moment))
