"""What is new in what people follow: the same announcements that groups tell their
members of, asked once for all the readers of a round."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update

from uclg_share.database import db
from uclg_share.following.models import Follow, Sort
from uclg_share.notifications.matching import What, matches_between, matches_of
from uclg_share.notifications.pending import MOST_ROWS, Practice
from uclg_share.permissions import Viewer, may_read_post
from uclg_share.posts.models import Post, Reach


@dataclass(frozen=True)
class Tracked:
    """A thing somebody follows: told of what lies after `first`, up to `last`."""

    follow_id: int
    what: What
    first: int
    last: int

    def has_told(self, number: int) -> bool:
        return self.first < number <= self.last

    def is_silent_for(self, viewer: Viewer) -> bool:
        """A group one has become a member of speaks to its members."""
        sort, key = self.what
        return sort is Sort.GROUP and int(key) in viewer.member_of


def tracked_by(account_ids: Collection[int]) -> dict[int, list[Tracked]]:
    """What each of these people follows, but for single posts."""
    found: dict[int, list[Tracked]] = {account_id: [] for account_id in account_ids}
    for row in db.session.execute(TRACKED, {"ids": list(account_ids)}):
        if row.group_id:
            what = Sort.GROUP, str(row.group_id)
        elif row.organisation_id:
            what = Sort.ORGANISATION, str(row.organisation_id)
        else:
            what = Sort.THEME, row.theme_slug
        found[row.account_id].append(Tracked(row.id, what, row.first, row.last))
    return found


def move(told: Iterable[tuple[Tracked, int]]) -> None:
    """Remember up to which number each of these has told everything."""
    rows = [
        {"follow_id": one.follow_id, "upto": upto}
        for one, upto in told
        if one.last < upto
    ]
    if rows:
        db.session.execute(MOVED, rows)


def begin_anew(account_id: int, upto: int) -> None:
    """As if they followed all of it from now on."""
    mine = update(Follow).where(Follow.account_id == account_id)
    db.session.execute(mine.values(first=upto, last=upto))


class FollowedNews:
    """What the things followed in a round bring: two statements for all its readers,
    and one for each of them where there is too much for one statement."""

    def __init__(self, people: Collection[list[Tracked]], upto: int) -> None:
        self.upto = upto
        self.things = frozenset(one.what for those in people for one in those)
        self._numbers: dict[int, dict[What, int]] = {}
        self._texts: dict[int, list[Any]] = {}
        lows = [one.last for those in people for one in those]
        self._shared = matches_between(self.things, min(lows), upto) if lows else []

    def for_(
        self, viewer: Viewer, tracked: list[Tracked]
    ) -> tuple[dict[int, Practice], int]:
        """What these bring to somebody, by family, and the number up to which that is
        all; no text in it that they may not read."""
        rows, upto = self._rows(tracked)
        new: dict[int, Practice] = {}
        for one in tracked:
            if one.is_silent_for(viewer):
                continue
            for row in rows:
                is_of_it = (Sort(row.sort), row.key) == one.what
                if is_of_it and one.last < row.number <= upto:
                    new.setdefault(row.family, Practice(row.number, row.family))
        self._read(new)
        for family, practice in new.items():
            for text in self._texts[family]:
                if may_read_post(viewer, text):
                    practice.add(text.language, text.id)
        return {family: it for family, it in new.items() if it.texts}, upto

    def told_by(
        self, tracked: Collection[Tracked], families: Collection[int]
    ) -> set[int]:
        """Those of these practices that something one follows has told before."""
        unknown = [one for one in families if one not in self._numbers]
        if unknown and tracked:
            self._numbers |= {family: {} for family in unknown}
            for row in matches_of(self.things, unknown):
                self._numbers[row.family][Sort(row.sort), row.key] = row.number
        return {
            family
            for family in families
            for one in tracked
            if one.has_told(self._numbers.get(family, {}).get(one.what, 0))
        }

    def _rows(self, tracked: list[Tracked]) -> tuple[list[Any], int]:
        rows = self._shared
        if len(rows) == MOST_ROWS:
            low = min(one.last for one in tracked)
            rows = matches_between({one.what for one in tracked}, low, self.upto)
        if len(rows) == MOST_ROWS:
            return rows, rows[-1].number - 1
        return rows, self.upto

    def _read(self, families: Mapping[int, Practice]) -> None:
        """Every text of these that some reader may find in a list."""
        unknown = [one for one in families if one not in self._texts]
        if not unknown:
            return
        self._texts |= {family: [] for family in unknown}
        for text in db.session.execute(TEXTS, {"families": unknown}):
            self._texts[text.family_id].append(text)


TRACKED = (
    select(
        Follow.id,
        Follow.account_id,
        Follow.group_id,
        Follow.organisation_id,
        Follow.theme_slug,
        Follow.first,
        Follow.last,
    )
    .where(
        Follow.account_id.in_(bindparam("ids", expanding=True)),
        Follow.family_id.is_(None),
    )
    .order_by(Follow.id)
)
MOVED = (
    update(Follow.__table__)  # type: ignore[arg-type]
    .where(Follow.__table__.c.id == bindparam("follow_id"))
    .values(last=bindparam("upto"))
)
TEXTS = select(
    Post.id,
    Post.family_id,
    Post.language,
    Post.reach,
    Post.lead_group_id,
    Post.published_at,
    Post.deleted_at,
).where(
    Post.family_id.in_(bindparam("families", expanding=True)),
    Post.published_at.is_not(None),
    Post.deleted_at.is_(None),
    Post.reach.in_([Reach.PUBLIC, Reach.GROUP]),
)
