"""The entries that everybody may read, of one group or of the whole site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, not_, select

from uclg_share.audit import IS_PUBLIC, AuditEntry, Verb
from uclg_share.database import db, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import ANYONE, readable_groups
from uclg_share.public_log.sorts import Sort, verbs_of

A_YEAR = timedelta(days=365)
MOST_OF_YEAR = 10_000
COUNTED = {
    "accepted": (Verb.POST_ACCEPTED,),
    "hidden": (Verb.POST_HIDDEN, Verb.COMMENT_HIDDEN),
    "restored": (Verb.POST_RESTORED, Verb.COMMENT_RESTORED),
}
ORDER = (AuditEntry.at, AuditEntry.id)


@dataclass(frozen=True)
class Wish:
    """What a reader wants to see of the log; both days are meant whole."""

    sort: Sort | None = None
    since: date | None = None
    until: date | None = None


def key_of(entry: AuditEntry) -> tuple[datetime, int]:
    return entry.at, entry.id


def entries(group: WorkingGroup | None, wish: Wish) -> Select[AuditEntry]:
    """Of a group its viewer may read, or of the site: there what every visitor may
    read, whoever asks."""
    found = select(AuditEntry).where(*_scope(group))
    if wish.sort:
        wanted = [verb.value for verb in verbs_of(wish.sort)]
        # Not by the index of verbs: all acts of a sort would have to be put in order.
        found = found.where(func.lower(AuditEntry.verb).in_(wanted))
    if wish.since:
        found = found.where(AuditEntry.at >= _midnight(wish.since))
    if wish.until and wish.until < date.max:
        found = found.where(AuditEntry.at < _midnight(wish.until + timedelta(days=1)))
    return found


def figures(group: WorkingGroup) -> dict[str, int]:
    """How often in the last twelve months, of one group: from the index alone, and no
    further back than `MOST_OF_YEAR` acts; `all` says how many there were.
    A year of the whole site would cost more than the page is worth."""
    verbs = [verb for some in COUNTED.values() for verb in some]
    newest = (
        select(AuditEntry.verb)
        .where(
            *_scope(group),
            AuditEntry.at >= now() - A_YEAR,
            AuditEntry.verb.in_(verbs),
        )
        .order_by(AuditEntry.at.desc())
        .limit(MOST_OF_YEAR)
        .subquery()
    )
    rows = db.session.execute(
        select(newest.c.verb, func.count()).select_from(newest).group_by(newest.c.verb)
    )
    number: dict[Any, int] = {verb: counted for verb, counted in rows}
    return {
        name: sum(number.get(verb, 0) for verb in some)
        for name, some in COUNTED.items()
    } | {"all": sum(number.values())}


def _scope(group: WorkingGroup | None) -> tuple[ColumnElement[bool], ...]:
    if group:
        return IS_PUBLIC, AuditEntry.group_id == group.id  # type: ignore[return-value]
    closed = select(WorkingGroup.id).where(not_(readable_groups(ANYONE)))
    # One way through the index, not one for each group: nothing is sorted.
    of = func.coalesce(AuditEntry.group_id, 0)
    return IS_PUBLIC, of.not_in(closed)  # type: ignore[return-value]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
