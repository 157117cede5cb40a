from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from uclg_share.database import db
from uclg_share.notifications.kinds import IN_INBOX
from uclg_share.notifications.models import Mailing, Notification

# A head that says 99 and more counts no further.
MOST_COUNTED = 100


def inbox(account_id: int) -> Select[Notification]:
    return select(Notification).where(
        Notification.account_id == account_id, Notification.topic.in_(IN_INBOX)
    )


def find_note(account_id: int, note_id: int) -> Notification | None:
    return db.session.scalar(inbox(account_id).where(Notification.id == note_id))


def unread_number(account_id: Any) -> ColumnElement[int]:
    """How many unread notes the person of another statement has, up to a hundred."""
    unread = (
        select(Notification.id)
        .where(
            Notification.account_id == account_id,
            Notification.read_at.is_(None),
            Notification.topic.in_(IN_INBOX),
        )
        .limit(MOST_COUNTED)
        .correlate(account_id.table)
        .subquery()
    )
    return select(func.count()).select_from(unread).scalar_subquery()


def is_paused(account_id: Any) -> ColumnElement[bool]:
    """Whether mail to the person of another statement came back too often."""
    paused = select(Mailing.account_id).where(
        Mailing.account_id == account_id, Mailing.paused_at.is_not(None)
    )
    return paused.correlate(account_id.table).exists()
