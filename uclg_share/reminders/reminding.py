"""Mail about what waits too long: to its coordinators, and later to administrators.

Any number of workers may run. What was told and the mail that tells it are one
transaction, so that a crash loses both or neither.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db, is_sqlite, now
from uclg_share.flags.queries import administrators
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Frequency, News, Topic
from uclg_share.notifications.preferences import Choices, choices_of
from uclg_share.permissions import OPERATOR
from uclg_share.reminders.contents import data_of
from uclg_share.reminders.models import Escalation, Reminder
from uclg_share.reminders.people import coordinators_behind
from uclg_share.reminders.queries import (
    Named,
    Waiting,
    to_escalate,
    waiting_too_long,
)

# Nobody is reminded more often.
EVERY = timedelta(days=7)
EAGER = [*Frequency]
log = logging.getLogger("uclg_share")


def tell_of_waiting() -> int:
    """Write the reminders and escalations that are due; how many mails there are."""
    moment = now()
    people = coordinators_behind(moment, moment - EVERY)
    written = sum(_safely(remind, who, moment) for who in people)
    while number := _safely(escalate, moment):
        written += number
    return written


def remind(account_id: int, moment: datetime) -> bool:
    """One mail on all that waits too long in the groups of one coordinator, unless
    there was one in these days, or another worker is at it."""
    reminder = _claim(account_id, moment)
    account = db.session.get(Account, account_id) if reminder else None
    if reminder is None or account is None:
        db.session.rollback()
        return False
    # An administrator is reminded of the own groups alone.
    desk = replace(viewer_for(account), is_admin=False)
    choices = choices_of(account_id)
    things = [
        one
        for one in waiting_too_long(desk, moment)
        if _often(choices, one) is not Frequency.NONE
    ]
    if not things:
        db.session.rollback()
        return False
    reminder.reminded_at = moment
    notify([account], Topic.DESK_WAITS, **_data(things, choices))
    db.session.commit()
    return True


def escalate(moment: datetime) -> int:
    """One mail to each administrator on what waits more than twice the target; each
    thing once. 0 when there is nothing new."""
    told = administrators()
    things = to_escalate(OPERATOR, moment) if told else []
    won = _mark(things, moment)
    new = [one for one in things if one.name in won]
    if not new:
        db.session.rollback()
        return 0
    notify(told, Topic.DESK_FORGOTTEN, **data_of(new))
    db.session.commit()
    log.info("escalated", extra={"reason": f"{len(new)} things wait too long"})
    return len(told)


def _safely(act: Callable[..., int], *about: Any) -> int:
    """What is wrong with one must not silence the others."""
    try:
        return act(*about)
    except Exception as error:
        db.session.rollback()
        log.error("reminder put off", exc_info=error, extra={"reason": str(about)})
        return 0


def _claim(account_id: int, moment: datetime) -> Reminder | None:
    """The row of a person who is due, held until the commit."""
    insert = (sqlite if is_sqlite() else postgresql).insert(Reminder)
    new = insert.values(account_id=account_id).on_conflict_do_nothing()
    db.session.execute(new)
    row = (
        select(Reminder)
        .where(Reminder.account_id == account_id)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    reminder = db.session.scalar(row)
    if reminder is None:
        return None
    last = reminder.reminded_at
    # Far ahead of us: a clock gone wrong has dated it.
    is_due = last is None or abs(moment - last) >= EVERY
    return reminder if is_due else None


def _mark(things: list[Waiting], moment: datetime) -> set[Named]:
    """Those that this transaction is the first to tell of; a second waits here for the
    first, and then finds them told."""
    if not things:
        return set()
    rows = [
        {"thing": one.thing, "thing_id": one.id, "escalated_at": moment}
        for one in sorted(things, key=lambda one: one.name)
    ]
    insert = (sqlite if is_sqlite() else postgresql).insert(Escalation)
    new = insert.values(rows).on_conflict_do_nothing()
    marked = db.session.execute(new.returning(Escalation.thing, Escalation.thing_id))
    return {(thing, thing_id) for thing, thing_id in marked}


def _data(things: list[Waiting], choices: Choices) -> dict[str, Any]:
    """`group_id`: the group its reader wants to hear of most often decides whether the
    mail leaves at once."""
    keenest = min(things, key=lambda one: EAGER.index(_often(choices, one)))
    return data_of(things) | {"group_id": keenest.group.id}


def _often(choices: Choices, one: Waiting) -> Frequency:
    return choices.of(News.DESK, one.group.id)
