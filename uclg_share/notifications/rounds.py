"""The digests of some people, written together in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications import holding, marks, pending
from uclg_share.notifications.calendar import last_slot, local_date
from uclg_share.notifications.kinds import NEWS_OF
from uclg_share.notifications.marks import Followed
from uclg_share.notifications.models import (
    Frequency,
    Mailing,
    News,
    Notification,
    Topic,
)
from uclg_share.notifications.preferences import (
    SLOTS,
    Choices,
    choices_of_all,
    schedule,
)
from uclg_share.notifications.readers import reader_of
from uclg_share.permissions import may_read_group

# So many cards in one mail; of the rest it says how many there are, and where.
MOST = 20


@dataclass
class Round:
    """The digests of some people, written together."""

    moment: datetime
    upto: int
    notes: list[Notification] = field(default_factory=list)
    told: list[tuple[Followed, int]] = field(default_factory=list)

    def tell(self, due: Sequence[Mailing]) -> None:
        ids = [mailing.account_id for mailing in due]
        choices, followed = choices_of_all(ids), marks.followed_by(ids)
        self.news = pending.WhatIsNew(self.upto)
        self.groups = _groups({one.group_id for those in followed.values()
                               for one in those})  # fmt: skip
        keys = {m.account_id: self._key(m) for m in due}
        self.done = _known(list(keys.values()))
        for mailing in due:
            who = mailing.account_id
            if mailing.account.may_sign_in and not mailing.paused_at:
                self._tell(mailing, choices[who], followed[who], keys[who])
            schedule(mailing, mailing.account, choices[who], self.moment)
            if mailing.each_from is not None:
                mailing.each_from = max(mailing.each_from, self.upto)
        db.session.add_all(self.notes)
        marks.move(self.told)

    def _tell(
        self, mailing: Mailing, choices: Choices, groups: list[Followed], key: str
    ) -> None:
        account, due = mailing.account, self._due(mailing)
        viewer = reader_of(account, [(one.group_id, one.role) for one in groups])
        open_ = [f for f in groups if may_read_group(viewer, self.groups[f.group_id])]
        those = [f for f in open_ if choices.of(News.POSTS, f.group_id) in due]
        new, upto = self.news.for_(viewer, those, open_)
        held = holding.held_for(account, choices, due)
        if (new or held) and key in self.done:
            return  # this day has had its mail: the rest waits for the next
        if new or held:
            languages = pending.languages_of(account)
            ids = [one.best_for(languages) for one in reversed(new)]
            self.notes.append(self._note(account, key, _data(ids, held)))
            holding.let_go(held)
        self.told += [(one, upto) for one in those]

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

    def _note(self, account: Account, key: str, data: dict[str, Any]) -> Notification:
        return Notification(
            account_id=account.id,
            key=key,
            topic=Topic.DIGEST,
            locale=account.locale,
            data=data,
            created_at=self.moment,
            read_at=self.moment,
            due_at=self.moment,
        )


def _groups(ids: set[int]) -> dict[int, WorkingGroup]:
    rows = db.session.scalars(select(WorkingGroup).where(WorkingGroup.id.in_(ids)))
    return {group.id: group for group in rows}


def _known(keys: list[str]) -> set[str | None]:
    """Those under which a mail was written before."""
    rows = select(Notification.key).where(Notification.key.in_(keys))
    return set(db.session.scalars(rows))


def _data(posts: list[int], held: list[Notification]) -> dict[str, Any]:
    """What is in the mail, as numbers: it is read again when the mail leaves."""
    kinds = ([News.POSTS] if posts else []) + [NEWS_OF[note.topic] for note in held]
    return {
        "posts": posts[:MOST],
        "more": max(0, len(posts) - MOST),
        "notes": [note.id for note in held],
        "news": sorted({news.value for news in kinds}),
    }
