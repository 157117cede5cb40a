"""One mail about many things: written for who is due, sent by the outbox as any other.

What was told and the mail that tells it are one transaction. A digest goes by the
number of the last announcement told, never by the clock; that says only when to look.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import contains_eager

from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.notifications import announcing
from uclg_share.notifications.models import Mailing
from uclg_share.notifications.preferences import SLOTS, enter
from uclg_share.notifications.rounds import Round

# So many people in one transaction: who reads the same is asked about once.
AT_ONCE = 50
ENTERED_AT_ONCE = 500
PUT_OFF = timedelta(hours=1)
log = logging.getLogger("uclg_share")


def prepare_next(at_once: int = AT_ONCE) -> bool:
    """Write the digests of some people who are due, if there is anything to tell them;
    False when nobody is due."""
    moment = now()
    upto = announcing.settled(moment)
    due = _claim(moment, upto, at_once)
    if not due:
        db.session.rollback()
        return False
    ids = [mailing.account_id for mailing in due]
    try:
        Round(moment, upto).tell(due)
        db.session.commit()
    except Exception as error:  # what is wrong with one must not silence the others
        db.session.rollback()
        if at_once > 1:
            return prepare_next(at_once=1)
        _put_off(ids[0], moment, upto, error)
    return True


def enrol() -> int:
    """Give everybody a first slot, some at a time; 0 when all have one. A slot that a
    clock gone wrong has set too far ahead is set anew."""
    moment = now()
    known = select(Mailing.account_id).where(Mailing.account_id == Account.id)
    new = select(Account.id, Account.time_zone).where(~known.exists())
    rows = db.session.execute(new.order_by(Account.id).limit(ENTERED_AT_ONCE)).all()
    if rows:
        enter((row.id, row.time_zone) for row in rows)
    for column, longest in ((Mailing.weekly_at, 8), (Mailing.daily_at, 2)):
        too_far = update(Mailing).where(column > moment + timedelta(days=longest))
        db.session.execute(too_far.values({column: moment}))
    db.session.commit()
    return len(rows)


def _claim(moment: datetime, upto: int, at_once: int) -> Sequence[Mailing]:
    """Some who are due, held until the commit; each question is one index range."""
    for column, bound in (
        (Mailing.weekly_at, Mailing.weekly_at <= moment),
        (Mailing.daily_at, Mailing.daily_at <= moment),
        (Mailing.each_from, Mailing.each_from < upto),
    ):
        held = (
            select(Mailing)
            .join(Mailing.account)
            .options(contains_eager(Mailing.account))
            .where(bound)
            .order_by(column)
            .limit(at_once)
            .with_for_update(of=Mailing, skip_locked=True)
        )
        if found := db.session.scalars(held).all():
            return found
    return []


def _put_off(account_id: int, moment: datetime, upto: int, error: Exception) -> None:
    mailing = db.session.get_one(Mailing, account_id)
    for column in SLOTS.values():
        if (at := getattr(mailing, column)) and at <= moment:
            setattr(mailing, column, moment + PUT_OFF)
    if mailing.each_from is not None:
        mailing.each_from = max(mailing.each_from, upto)
    db.session.commit()
    log.error("digest put off", exc_info=error, extra={"account": account_id})
