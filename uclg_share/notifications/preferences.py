"""How often somebody wants which news, and what is remembered of their mail."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.accounts.models import Account
from uclg_share.database import db, is_sqlite, now
from uclg_share.notifications.calendar import next_slot
from uclg_share.notifications.kinds import USUAL
from uclg_share.notifications.models import Frequency, Mailing, News, Preference

Where = tuple[News, int | None]


@dataclass(frozen=True)
class Choices:
    """What one person chose; `rows` holds only what differs from the usual."""

    rows: Mapping[Where, Frequency] = field(default_factory=dict)

    def of(self, news: News, group_id: int | None = None) -> Frequency:
        """For a group by itself, else for all groups, else as usual."""
        own = self.rows.get((news, group_id))
        return own or self.rows.get((news, None)) or USUAL[news]

    def wanted(self, *kinds: News) -> set[Frequency]:
        """Every frequency that occurs, somewhere, for these kinds of news."""
        everywhere = {self.of(news) for news in kinds}
        return everywhere | {
            frequency for (news, _), frequency in self.rows.items() if news in kinds
        }


def choices_of(account_id: int) -> Choices:
    return choices_of_all([account_id])[account_id]


def choices_of_all(account_ids: Collection[int]) -> dict[int, Choices]:
    rows: dict[int, dict[Where, Frequency]] = {one: {} for one in account_ids}
    for who, news, group_id, often in db.session.execute(
        CHOSEN, {"ids": list(account_ids)}
    ):
        rows[who][news, group_id] = often
    return {one: Choices(chosen) for one, chosen in rows.items()}


def find_mailing(account_id: int) -> Mailing | None:
    return db.session.get(Mailing, account_id)


def mailing_of(account_id: int) -> Mailing:
    """The row of a person, made when it is asked for the first time."""
    found = find_mailing(account_id)
    if found is None:
        account = db.session.get_one(Account, account_id)
        enter([(account.id, account.time_zone)])
        found = db.session.get_one(Mailing, account_id)
    return found


def hold_mailing(account_id: int) -> Mailing:
    """The same, locked until the commit: one act at a time on somebody's choices."""
    mailing = mailing_of(account_id)
    db.session.flush()  # or what this act has changed so far would be read over
    db.session.refresh(mailing, with_for_update={"of": Mailing})
    return mailing


def enter(people: Iterable[tuple[int, str]]) -> None:
    """New rows for (account, time zone), with a first slot as is usual; of two who make
    the same one, one does."""
    moment, weekly = now(), Frequency.WEEKLY
    rows = [
        {
            "account_id": account_id,
            "alias": secrets.token_urlsafe(15),
            "weekly_at": next_slot(moment, zone, weekly),
            "bounces": 0,
            "feed_nonce": "",
        }
        for account_id, zone in people
    ]
    insert = (sqlite if is_sqlite() else postgresql).insert(Mailing)
    db.session.execute(insert.values(rows).on_conflict_do_nothing())


def schedule(
    mailing: Mailing, account: Account, choices: Choices, moment: datetime
) -> None:
    """Set when the next digests are due."""
    wanted = choices.wanted(*News) if mailing.stopped_at is None else set()
    zone = account.time_zone
    for frequency, column in SLOTS.items():
        due = next_slot(moment, zone, frequency) if frequency in wanted else None
        setattr(mailing, column, due)
    often = choices.wanted(News.POSTS, News.FOLLOWED)
    each = mailing.stopped_at is None and Frequency.EACH in often
    mailing.each_from = (mailing.each_from or 0) if each else None


SLOTS = {Frequency.DAILY: "daily_at", Frequency.WEEKLY: "weekly_at"}
CHOSEN = select(
    Preference.account_id,
    Preference.news,
    Preference.group_id,
    Preference.frequency,
).where(Preference.account_id.in_(bindparam("ids", expanding=True)))
