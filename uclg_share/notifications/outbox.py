"""The queue of mails: rows of `notification`, claimed with a lease, sent, marked.

Any number of workers may run. A worker that dies between sending and marking sends
again when its lease is over, with the same Message-ID: at least once, never lost.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import EmailMessage

from sqlalchemy import or_, select, update
from sqlalchemy.orm import joinedload

from uclg_share import mail
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification, Topic

# Longer than the slowest server we wait for.
LEASE = timedelta(minutes=3)
# After each failed try; the last try of all has none.
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 360, 360)]
MOST_TRIES = len(PAUSES) + 1
# About the account itself: also for those who cannot sign in.
ALWAYS = {
    Topic.CONFIRM_EMAIL,
    Topic.ALREADY_REGISTERED,
    Topic.RESET_PASSWORD,
    Topic.PASSWORD_CHANGED,
    Topic.CHANGE_EMAIL,
    Topic.EMAIL_CHANGED,
}
log = logging.getLogger("uclg_share")


def deliver_next() -> bool:
    """Send one mail that is due, or put it off; False when none is due."""
    note_id = _claim()
    if note_id is None:
        return False
    try:
        message = _composed(note_id)
        db.session.rollback()  # a slow mail server must not hold the database
        if message is not None:
            mail.send(message)
    except Exception as error:  # one bad mail must not stop the others
        db.session.rollback()
        _put_off(note_id, error)
    else:
        _mark_done(note_id, "" if message else "Not sent: the account is closed.")
    return True


def _claim() -> int | None:
    """The id of a due row, ours until the lease is over."""
    moment = now()
    due = (
        select(Notification)
        .where(
            Notification.mailed_at.is_(None),
            Notification.given_up_at.is_(None),
            Notification.due_at <= moment,
            or_(
                Notification.leased_until.is_(None), Notification.leased_until < moment
            ),
        )
        .order_by(Notification.due_at, Notification.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    note = db.session.scalar(due)
    note_id = note.id if note else None
    if note:
        note.leased_until = moment + LEASE
    db.session.commit()
    return note_id


def _composed(note_id: int) -> EmailMessage | None:
    """The message, or None for somebody who may not be written to."""
    note = db.session.get_one(
        Notification, note_id, options=[joinedload(Notification.account)]
    )
    account = note.account
    if account and not account.may_sign_in and note.topic not in ALWAYS:
        return None
    return mail.compose(note)


def _put_off(note_id: int, error: Exception) -> None:
    note = db.session.get_one(Notification, note_id)
    note.attempts += 1
    note.error = f"{type(error).__name__}: {error}"[:500]
    note.leased_until = None
    if note.attempts >= MOST_TRIES:
        note.given_up_at = now()
    else:
        note.due_at = now() + PAUSES[note.attempts - 1]
    said = {"reason": f"{note.topic.value} {note_id}: {note.error}"}
    db.session.commit()
    log.warning("mail put off", extra=said)


def _mark_done(note_id: int, remark: str) -> None:
    done = {"mailed_at": now(), "leased_until": None, "error": remark}
    db.session.execute(
        update(Notification).where(Notification.id == note_id).values(**done)
    )
    db.session.commit()
