"""Working days: Monday to Friday, counted by the date in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta


def working_days_between(start: datetime, end: datetime) -> int:
    """How many working days have come since the day of `start`, that of `end` among
    them: from Friday to Monday it is one. Backwards it is less than nothing."""
    return _up_to(_day(end)) - _up_to(_day(start))


def waiting_longer(days: int, moment: datetime) -> datetime:
    """What began before this has waited more than so many working days."""
    day = _day(moment)
    wanted = _up_to(day) - days
    while _up_to(day) >= wanted:
        day -= timedelta(days=1)
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _up_to(day: date) -> int:
    """Day 1 of the calendar was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return 5 * weeks + min(rest, 5)
