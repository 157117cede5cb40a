"""When digests are due: at seven in the morning where the reader is.

A weekly one comes on Monday. Summer time, zones that moved and clocks that were set are
the business of `zoneinfo`: a slot is a time on a wall, not a number of hours.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from uclg_share.notifications.models import Frequency

AT = time(7)
MONDAY = 0
AREAS = (
    *("Africa", "America", "Asia", "Atlantic", "Australia"),
    *("Europe", "Indian", "Pacific"),
)


def last_slot(moment: datetime, zone: str, frequency: Frequency) -> datetime:
    """The newest slot that is not after the moment."""
    day = moment.astimezone(zone_of(zone)).date()
    # From tomorrow back, whatever the zone did to its calendar.
    for back in range(-1, 10):
        slot = _slot(day - timedelta(days=back), zone)
        if slot <= moment and _fits(slot, zone, frequency):
            return slot
    raise AssertionError("every week has a Monday")


def next_slot(moment: datetime, zone: str, frequency: Frequency) -> datetime:
    """The first slot after the moment."""
    day = moment.astimezone(zone_of(zone)).date()
    for on in range(-1, 10):
        slot = _slot(day + timedelta(days=on), zone)
        if slot > moment and _fits(slot, zone, frequency):
            return slot
    raise AssertionError("every week has a Monday")


def local_date(moment: datetime, zone: str) -> date:
    return moment.astimezone(zone_of(zone)).date()


@cache
def zones() -> tuple[str, ...]:
    """Those a person can choose: named after a place, and UTC."""
    named = (zone for zone in available_timezones() if zone.split("/")[0] in AREAS)
    return ("UTC", *sorted(named))


def _slot(day: date, zone: str) -> datetime:
    return datetime.combine(day, AT, zone_of(zone)).astimezone(UTC)


def _fits(slot: datetime, zone: str, frequency: Frequency) -> bool:
    return (
        frequency is not Frequency.WEEKLY or local_date(slot, zone).weekday() == MONDAY
    )


@cache
def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
