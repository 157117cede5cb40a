"""How far each member has been told of the news of their groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.database import db, is_sqlite
from uclg_share.groups.models import Membership, Role
from uclg_share.notifications.models import Announcement, Mark


@dataclass(frozen=True)
class Followed:
    """A group somebody is in: told of what lies after `first`, up to `last`."""

    membership_id: int
    account_id: int
    group_id: int
    role: Role
    first: int
    last: int

    def has_told(self, number: int) -> bool:
        return self.first < number <= self.last


def followed_by(account_ids: Collection[int]) -> dict[int, list[Followed]]:
    """The groups of each of these people, told of from their joining at first."""
    found: dict[int, list[Followed]] = {account_id: [] for account_id in account_ids}
    for row in db.session.execute(FOLLOWED, {"ids": list(account_ids)}):
        found[row.account_id].append(Followed(*row))
    return found


def move(told: Iterable[tuple[Followed, int]]) -> None:
    """Remember up to which number each of these groups has told everything."""
    rows = [
        {"membership_id": one.membership_id, "first": one.first, "last": upto}
        for one, upto in told
        if one.last < upto
    ]
    _write(rows, "last")


def begin_anew(marks: Iterable[Followed], upto: int) -> None:
    """As if they joined now: nobody who turns mail on gets what they did without."""
    rows = [
        {"membership_id": one.membership_id, "first": upto, "last": upto}
        for one in marks
    ]
    _write(rows, "first", "last")


def _write(rows: list[dict[str, int]], *columns: str) -> None:
    if not rows:
        return
    insert = (sqlite if is_sqlite() else postgresql).insert(Mark)
    changed = {name: insert.excluded[name] for name in columns}
    keys = [Mark.membership_id]
    statement = insert.on_conflict_do_update(index_elements=keys, set_=changed)
    db.session.execute(statement, rows)


BEFORE = (
    select(func.coalesce(func.max(Announcement.id), 0))
    .where(
        Announcement.group_id == Membership.group_id,
        Announcement.announced_at <= Membership.joined_at,
    )
    .correlate(Membership)
    .scalar_subquery()
)
FOLLOWED = (
    select(
        Membership.id,
        Membership.account_id,
        Membership.group_id,
        Membership.role,
        func.coalesce(Mark.first, BEFORE),
        func.coalesce(Mark.last, BEFORE),
    )
    .outerjoin(Mark, Mark.membership_id == Membership.id)
    .where(
        Membership.account_id.in_(bindparam("ids", expanding=True)),
        Membership.ended_at.is_(None),
    )
    .order_by(Membership.group_id)
)
