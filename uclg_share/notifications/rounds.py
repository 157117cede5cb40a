"""The digests of some people, written together in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications import following, holding, marks, pending
from uclg_share.notifications.calendar import last_slot, local_date
from uclg_share.notifications.following import Tracked
from uclg_share.notifications.kinds import NEWS_OF
from uclg_share.notifications.marks import Followed
from uclg_share.notifications.models import (
    Frequency,
    Mailing,
    News,
    Notification,
    Topic,
)
from uclg_share.notifications.pending import Practice
from uclg_share.notifications.preferences import (
    SLOTS,
    choices_of_all,
    schedule,
)
from uclg_share.notifications.readers import reader_of
from uclg_share.permissions import Viewer, may_read_group

# So many cards in one mail; of the rest it says how many there are, and where.
MOST = 20
Row = dict[str, Any]


@dataclass
class Round:
    """The digests of some people, written together."""

    moment: datetime
    upto: int
    # Rows of `notification`, written in one statement.
    notes: list[Row] = field(default_factory=list)
    told: list[tuple[Followed, int]] = field(default_factory=list)
    told_by_things: list[tuple[Tracked, int]] = field(default_factory=list)

    def tell(self, due: Sequence[Mailing]) -> None:
        ids = [mailing.account_id for mailing in due]
        self.choices, self.in_groups = choices_of_all(ids), marks.followed_by(ids)
        self.tracked, self.held = following.tracked_by(ids), holding.held_by(ids)
        self.news = pending.WhatIsNew(self.upto)
        self.followed = following.FollowedNews(self.tracked.values(), self.upto)
        self.groups = _groups({one.group_id for those in self.in_groups.values()
                               for one in those})  # fmt: skip
        keys = {m.account_id: self._key(m) for m in due}
        self.done = _known(list(keys.values()))
        for mailing in due:
            who = mailing.account_id
            if mailing.account.may_sign_in and not mailing.paused_at:
                self._tell(mailing, keys[who])
            schedule(mailing, mailing.account, self.choices[who], self.moment)
            if mailing.each_from is not None:
                mailing.each_from = max(mailing.each_from, self.upto)
        if self.notes:
            one = insert(Notification).execution_options(render_nulls=True)
            db.session.execute(one, self.notes)
        marks.move(self.told)
        following.move(self.told_by_things)

    def _tell(self, mailing: Mailing, key: str) -> None:
        account, due = mailing.account, self._due(mailing)
        choices, groups = self.choices[account.id], self.in_groups[account.id]
        viewer = reader_of(account, [(one.group_id, one.role) for one in groups])
        open_ = [f for f in groups if may_read_group(viewer, self.groups[f.group_id])]
        those = [f for f in open_ if choices.of(News.POSTS, f.group_id) in due]
        new, upto = self.news.for_(viewer, those, open_)
        things = self.tracked[account.id]
        asked = things if choices.of(News.FOLLOWED) in due else []
        new, more, so_far = self._with_followed(viewer, new, open_, things, asked)
        held = holding.taken_along(self.held[account.id], account, due)
        if (new or more or held) and key in self.done:
            return  # this day has had its mail: the rest waits for the next
        if new or more or held:
            self._write(account, key, new, more, held)
        self.told += [(one, upto) for one in those]
        self.told_by_things += [(one, so_far) for one in asked]

    def _with_followed(
        self,
        viewer: Viewer,
        new: list[Practice],
        groups: list[Followed],
        things: list[Tracked],
        asked: list[Tracked],
    ) -> tuple[list[Practice], list[Practice], int]:
        """What groups bring less what a thing one follows has told before, what these
        bring beside it, and the number up to which that is all."""
        if not things:
            return new, [], self.upto
        more, upto = self.followed.for_(viewer, asked) if asked else ({}, self.upto)
        more = {family: it for family, it in more.items()
                if family not in {one.family for one in new}}  # fmt: skip
        known = self.followed.told_by(things, [*more, *(one.family for one in new)])
        known |= self.news.told_by(more, groups) if more and groups else set()
        return (
            [one for one in new if one.family not in known],
            [one for family, one in more.items() if family not in known],
            upto,
        )

    def _write(
        self,
        account: Account,
        key: str,
        new: list[Practice],
        more: list[Practice],
        held: list[Notification],
    ) -> None:
        languages = pending.languages_of(account)
        newest_first = sorted([*new, *more], key=lambda one: -one.number)
        ids = [one.best_for(languages) for one in newest_first]
        kinds = {NEWS_OF[note.topic] for note in held}
        kinds |= {News.POSTS} if new else set()
        kinds |= {News.FOLLOWED} if more else set()
        self.notes.append(self._note(account, key, _data(ids, held, kinds)))
        if more:
            self.notes.append(self._line(account, len(more)))
        holding.let_go(held)

    def _due(self, mailing: Mailing) -> set[Frequency]:
        due = {frequency for frequency, column in SLOTS.items()
               if (at := getattr(mailing, column)) and at <= self.moment}  # fmt: skip
        if mailing.each_from is not None and mailing.each_from < self.upto:
            due.add(Frequency.EACH)
        return due

    def _key(self, mailing: Mailing) -> str:
        """One digest for a person and a day of theirs, whatever workers and clocks."""
        who, zone = mailing.account_id, mailing.account.time_zone
        often = self._due(mailing) & set(SLOTS)
        if not often:
            return f"digest:{who}:{self.upto}"
        slot = max(last_slot(self.moment, zone, frequency) for frequency in often)
        return f"digest:{who}:{local_date(slot, zone).isoformat()}"

    def _note(self, account: Account, key: str, data: dict[str, Any]) -> Row:
        return {
            "account_id": account.id,
            "key": key,
            "topic": Topic.DIGEST,
            "locale": account.locale,
            "data": data,
            "created_at": self.moment,
            "read_at": self.moment,
            "due_at": self.moment,
            "mailed_at": None,
        }

    def _line(self, account: Account, number: int) -> Row:
        """For the inbox alone: the digest is its mail."""
        return {
            "account_id": account.id,
            "key": None,
            "topic": Topic.FOLLOWED_POSTS,
            "locale": account.locale,
            "data": {"number": number},
            "created_at": self.moment,
            "read_at": None,
            "due_at": self.moment,
            "mailed_at": self.moment,
        }


def _groups(ids: set[int]) -> dict[int, WorkingGroup]:
    rows = db.session.scalars(select(WorkingGroup).where(WorkingGroup.id.in_(ids)))
    return {group.id: group for group in rows}


def _known(keys: list[str]) -> set[str | None]:
    """Those under which a mail was written before."""
    rows = select(Notification.key).where(Notification.key.in_(keys))
    return set(db.session.scalars(rows))


def _data(
    posts: list[int], held: list[Notification], kinds: set[News]
) -> dict[str, Any]:
    """What is in the mail, as numbers: it is read again when the mail leaves."""
    return {
        "posts": posts[:MOST],
        "more": max(0, len(posts) - MOST),
        "notes": [note.id for note in held],
        "news": sorted({news.value for news in kinds}),
    }
