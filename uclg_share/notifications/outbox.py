"""The queue of mails: rows of `notification`, claimed with a lease, sent, marked.

Any number of workers may run. A worker that dies between sending and marking sends
again when its lease is over, with the same Message-ID: at least once, never lost.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.orm import joinedload

from uclg_share import mail, mail_server
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db, now
from uclg_share.mail_texts import NothingToSay
from uclg_share.notifications.bounces import count_refusal
from uclg_share.notifications.holding import frequency_of, still_waits
from uclg_share.notifications.kinds import ALWAYS
from uclg_share.notifications.links import news_in
from uclg_share.notifications.models import Frequency, Mailing, Notification, Topic
from uclg_share.notifications.preferences import (
    choices_of,
    hold_mailing,
    mailing_of,
)

# Longer than the slowest server we wait for.
LEASE = timedelta(minutes=3)
# After each failed try; the last try of all has none.
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 30, 60, 120, 240, 360, 360)]
MOST_TRIES = len(PAUSES) + 1
# News of a post that is hidden before the mail leaves is none.
READ_AGAIN = {Topic.FOLLOWED_CHANGED, Topic.FOLLOWED_COMMENTED, Topic.SEARCH_FOUND}
WAITS = {Frequency.DAILY, Frequency.WEEKLY}
log = logging.getLogger("uclg_share")


class Unwanted(Exception):
    """The mail is not to leave; the words say why."""


class Later(Exception):
    """It waits for a digest."""


def deliver_next() -> bool:
    """Send one mail that is due, or put it off; False when none is due."""
    note_id = _claim()
    if note_id is None:
        mail_server.hang_up()
        return False
    try:
        message = _composed(note_id)
        db.session.rollback()  # a slow mail server must not hold the database
        mail.send(message)
    except (Unwanted, NothingToSay) as reason:
        db.session.rollback()
        _mark_done(note_id, f"Not sent: {reason}")
    except Later:
        db.session.rollback()
        _hold(note_id)
    except Exception as error:  # one bad mail must not stop the others
        db.session.rollback()
        _put_off(note_id, error)
    else:
        _mark_done(note_id, "")
    return True


def _claim() -> int | None:
    """The id of a due row, ours until the lease is over."""
    moment = now()
    found = db.session.execute(DUE, {"moment": moment}).first()
    if found is None:
        db.session.commit()
        return None
    note_id: int = found.id
    lease = {"leased_until": moment + LEASE, "note_id": note_id}
    db.session.execute(LEASED, lease)
    if found.account_id and not found.known:
        mailing_of(found.account_id)  # the links in the mail need it
    db.session.commit()
    return note_id


def _composed(note_id: int) -> EmailMessage:
    """The message, unless its reader may not be written to or wants it otherwise."""
    # The second of the two is found again by `mailing_of`.
    note, _mailing = db.session.execute(WHOLE, {"note_id": note_id}).one()
    if note.account and note.topic not in ALWAYS:
        if not note.account.may_sign_in:
            raise Unwanted("the account is closed.")
        _ask_reader(note, mailing_of(note.account.id))
        if note.topic in READ_AGAIN and not still_waits(viewer_for(note.account), note):
            raise Unwanted("it cannot be read any more.")
    return mail.compose(note)


def _ask_reader(note: Notification, mailing: Mailing) -> None:
    """Who switched mail off reads what it would have said in the inbox."""
    if mailing.paused_at:
        raise Unwanted("mail to this address came back.")
    if mailing.stopped_at:
        raise Unwanted("all mail is switched off.")
    kinds = news_in(note)
    if not kinds:
        return
    choices = choices_of(mailing.account_id)
    frequencies = {frequency_of(note, choices)}
    if note.topic is Topic.DIGEST:
        frequencies = choices.wanted(*kinds)
    if frequencies == {Frequency.NONE}:
        raise Unwanted("such mail is switched off.")
    if note.topic is not Topic.DIGEST and frequencies <= WAITS:
        raise Later


def _hold(note_id: int) -> None:
    """Leave it to a digest, if that is still what the reader wants."""
    note = db.session.get_one(Notification, note_id)
    mailing = hold_mailing(note.account_id or 0)
    wanted = frequency_of(note, choices_of(mailing.account_id))
    note.held = wanted if wanted in WAITS else None
    note.leased_until = None
    db.session.commit()


def _put_off(note_id: int, error: Exception) -> None:
    note = db.session.get_one(Notification, note_id)
    note.attempts += 1
    count_refusal(note, error)
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
    done = {"mailed_at": now(), "error": remark, "note_id": note_id}
    db.session.execute(DONE, done)
    db.session.commit()


# Built once: they are asked for each mail.
DUE = (
    select(
        Notification.id,
        Notification.account_id,
        Mailing.account_id.label("known"),
    )
    .outerjoin(Mailing, Mailing.account_id == Notification.account_id)
    .where(
        Notification.mailed_at.is_(None),
        Notification.given_up_at.is_(None),
        Notification.held.is_(None),
        Notification.due_at <= bindparam("moment"),
        or_(
            Notification.leased_until.is_(None),
            Notification.leased_until < bindparam("moment"),
        ),
    )
    .order_by(Notification.due_at, Notification.id)
    .limit(1)
    .with_for_update(of=Notification, skip_locked=True)
)
OUTBOX: Any = Notification.__table__
LEASED = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("note_id"))
    .values(leased_until=bindparam("leased_until"))
)
DONE = (
    update(OUTBOX)
    .where(OUTBOX.c.id == bindparam("note_id"))
    .values(
        mailed_at=bindparam("mailed_at"), leased_until=None, error=bindparam("error")
    )
)
WHOLE = (
    select(Notification, Mailing)
    .outerjoin(Mailing, Mailing.account_id == Notification.account_id)
    .where(Notification.id == bindparam("note_id"))
    .options(joinedload(Notification.account))
)
