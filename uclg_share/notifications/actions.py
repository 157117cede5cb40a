from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, update

from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.notifications.kinds import IN_INBOX
from uclg_share.notifications.models import Notification, Topic
from uclg_share.permissions import Viewer, ensure, may_use_account


def notify(accounts: Iterable[Account], topic: Topic, **data: Any) -> None:
    """Leave a note for each account, in the transaction of the act.

    `data` is plain JSON without secrets; the worker turns the row into mail later.
    """
    db.session.add_all(
        Notification(account_id=who.id, topic=topic, locale=who.locale, data=data)
        for who in accounts
    )


def recall(account: Account, topic: Topic, review_id: int) -> bool:
    """Take back a note on a review that no mail has left for; False if one has."""
    unsent = select(Notification).where(
        Notification.account_id == account.id,
        Notification.topic == topic,
        Notification.mailed_at.is_(None),
        Notification.leased_until.is_(None),
    )
    notes = db.session.scalars(unsent.with_for_update())
    found = [note for note in notes if note.data.get("review_id") == review_id]
    for note in found:
        db.session.delete(note)
    return bool(found)


def notify_address(address: str, locale: str, topic: Topic, **data: Any) -> None:
    """As `notify`, for an address that need not belong to an account."""
    db.session.add(Notification(address=address, topic=topic, locale=locale, data=data))


def mark_read(viewer: Viewer, note: Notification) -> None:
    ensure(may_use_account(viewer, note.account_id or 0))

    note.read_at = note.read_at or now()


def mark_all_read(viewer: Viewer, upto: int) -> None:
    """Everything in one's inbox that is no newer than this note."""
    ensure(may_use_account(viewer, viewer.account_id))

    mine = update(Notification).where(
        Notification.account_id == viewer.account_id,
        Notification.id <= upto,
        Notification.topic.in_(IN_INBOX),
        Notification.read_at.is_(None),
    )
    db.session.execute(mine.values(read_at=now()))
