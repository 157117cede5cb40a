"""Mail that comes back: counted, and after a few none is sent until the person says so.

What asks for a new password or confirms an address goes on: else nobody could get out.
"""

from __future__ import annotations

import smtplib
from datetime import timedelta

from uclg_share import audit
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.notifications.models import Mailing, Notification, Topic
from uclg_share.notifications.preferences import hold_mailing
from uclg_share.permissions import ANYONE

MOST = 3
# A refusal of long ago says nothing about today.
FORGOTTEN_AFTER = timedelta(days=30)
REFUSED = smtplib.SMTPRecipientsRefused.__name__


def is_refusal(error: Exception) -> bool:
    """Whether the server said for good that there is no such mailbox. What it holds
    against the sender (5.7) is not the reader's fault."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    answers = error.recipients.values()
    return any(code >= 500 and not said.startswith(b"5.7") for code, said in answers)


def count_refusal(note: Notification, error: Exception) -> None:
    """Count a mail that was refused: once, however often it is tried."""
    if note.account is None or note.address or not is_refusal(error):
        return
    if not note.error.startswith(REFUSED):
        count(note.account_id or 0)


def count(account_id: int) -> bool:
    """One more came back; True when it was the one too many."""
    mailing = hold_mailing(account_id)
    is_old = mailing.bounced_at and now() - mailing.bounced_at > FORGOTTEN_AFTER
    mailing.bounces = 1 if is_old else mailing.bounces + 1
    mailing.bounced_at = now()
    if mailing.bounces < MOST or mailing.paused_at:
        return False
    _pause(mailing)
    return True


def forget(mailing: Mailing) -> None:
    """Write again: the person has tried, or has another address."""
    mailing.bounces, mailing.bounced_at, mailing.paused_at = 0, None, None


def _pause(mailing: Mailing) -> None:
    mailing.paused_at = now()
    account = mailing.account
    told = Notification(
        account_id=account.id,
        topic=Topic.MAIL_PAUSED,
        locale=account.locale,
        data={"email": account.email},
        mailed_at=now(),  # the inbox alone can tell
    )
    db.session.add(told)
    audit.record(ANYONE, Verb.MAIL_PAUSED, account, bounces=mailing.bounces)
