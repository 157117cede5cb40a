"""What a person has not been told yet of the groups they are in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, bindparam, select

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.i18n import LANGUAGES
from uclg_share.notifications.marks import Followed
from uclg_share.notifications.models import Announcement
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Placement, Post, Reach

# More wait for the next digest.
MOST_ROWS = 1000


@dataclass
class Practice:
    """One family of translations that is new in some groups."""

    number: int
    family: int
    group_ids: list[int] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    original: int | None = None

    def add(self, language: str, post_id: int) -> None:
        self.texts[language] = post_id
        if post_id == self.family:
            self.original = post_id

    def best_for(self, languages: Sequence[str]) -> int:
        """The text in the first of these languages there is, else the original."""
        for language in languages:
            if language in self.texts:
                return self.texts[language]
        return self.original or min(self.texts.values())


class WhatIsNew:
    """What is new, asked once for all who read the same: for one transaction."""

    def __init__(self, upto: int) -> None:
        self.upto = upto
        self._new: dict[Any, tuple[dict[int, Practice], int]] = {}
        self._told: dict[Any, list[Any]] = {}

    def for_(
        self, viewer: Viewer, due: Collection[Followed], followed: Collection[Followed]
    ) -> tuple[list[Practice], int]:
        """What these groups bring to somebody, oldest first, and the number up to which
        that is all; less what another group of theirs has already told."""
        if not due:
            return [], self.upto
        families, upto = self._news(viewer, due)
        told = self.told_by(families, followed) if len(followed) > 1 else set()
        return [it for family, it in families.items() if family not in told], upto

    def _news(
        self, viewer: Viewer, due: Collection[Followed]
    ) -> tuple[dict[int, Practice], int]:
        last = {one.group_id: one.last for one in due}
        facts = viewer.is_admin, viewer.member_of, viewer.coordinates
        key = facts, frozenset(last.items())
        if key not in self._new:
            self._new[key] = _news(viewer, last, self.upto)
        return self._new[key]

    def told_by(
        self, families: Mapping[int, Practice], followed: Collection[Followed]
    ) -> set[int]:
        """Those of these practices that one of these groups has told before."""
        by_group = {one.group_id: one for one in followed}
        key = frozenset(families), frozenset(by_group)
        if families and key not in self._told:
            wanted = {"families": list(families), "groups": list(by_group)}
            self._told[key] = list(db.session.execute(ANNOUNCED, wanted))
        return {
            family
            for group_id, number, family in self._told.get(key, [])
            if by_group[group_id].has_told(number)
        }


def _news(
    viewer: Viewer, last: Mapping[int, int], upto: int
) -> tuple[dict[int, Practice], int]:
    rows = db.session.execute(
        _readable(viewer)
        .where(
            Announcement.group_id.in_(list(last)),
            Announcement.id > min(last.values()),
            Announcement.id <= upto,
        )
        .order_by(Announcement.id)
        .limit(MOST_ROWS)
    ).all()
    if len(rows) == MOST_ROWS:
        upto = rows[-1].id - 1
    new = [row for row in rows if last[row.group_id] < row.id <= upto]
    return _by_family(new), upto


def languages_of(account: Account) -> list[str]:
    """Those a person reads, the best first."""
    own = account.locale if account.locale in LANGUAGES else "en"
    return list(dict.fromkeys([own, *account.reads]))


def _readable(viewer: Viewer) -> Any:
    """Announcements with each text of theirs that a feed would show to this viewer."""
    shown = and_(
        Placement.group_id == Announcement.group_id,
        Placement.family_id == Announcement.family_id,
        Placement.reach.in_([Reach.PUBLIC, Reach.GROUP]),
    )
    return (
        select(
            Announcement.id,
            Announcement.group_id,
            Announcement.family_id,
            Placement.post_id,
            Placement.language,
        )
        .join(Placement, shown)
        .join(Post, Post.id == Placement.post_id)
        .where(readable_posts(viewer))
    )


def _by_family(rows: Iterable[Any]) -> dict[int, Practice]:
    families: dict[int, Practice] = {}
    for row in rows:
        practice = families.setdefault(row.family_id, Practice(row.id, row.family_id))
        if row.group_id not in practice.group_ids:
            practice.group_ids.append(row.group_id)
        practice.add(row.language, row.post_id)
    return families


ANNOUNCED = select(
    Announcement.group_id, Announcement.id, Announcement.family_id
).where(
    Announcement.family_id.in_(bindparam("families", expanding=True)),
    Announcement.group_id.in_(bindparam("groups", expanding=True)),
)
