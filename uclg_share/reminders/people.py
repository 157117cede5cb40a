"""Who is due for a reminder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.groups.models import JoinRequest, Membership, Role, WorkingGroup
from uclg_share.groups.targets import longer_than_target
from uclg_share.organisations.people import ABLE
from uclg_share.posts.models import Post
from uclg_share.reminders.models import Reminder, Thing
from uclg_share.reminders.queries import OPEN, SINCE
from uclg_share.reviews.models import Review


def coordinators_behind(moment: datetime, since: datetime) -> list[int]:
    """Who coordinates a group in which something waits too long, and was not reminded
    after `since`. A reminder from the future was dated by a clock gone wrong."""
    ahead = moment + (moment - since)
    late = [
        _group_ids(thing, longer_than_target(column, moment))
        for thing, column in SINCE.items()
    ]
    people = (
        select(Membership.account_id)
        .join(Account, Account.id == Membership.account_id)
        .outerjoin(Reminder, Reminder.account_id == Membership.account_id)
        .where(
            Membership.role == Role.COORDINATOR,
            Membership.ended_at.is_(None),
            *ABLE,
            or_(*(Membership.group_id.in_(ids) for ids in late)),
            or_(
                Reminder.reminded_at.is_(None),
                Reminder.reminded_at <= since,
                Reminder.reminded_at >= ahead,
            ),
        )
        .distinct()
        .order_by(Membership.account_id)
    )
    return list(db.session.scalars(people))


def _group_ids(thing: Thing, late: ColumnElement[bool]) -> Select[int]:
    """The groups in which such a thing waits too long."""
    rows = select(WorkingGroup.id)
    if thing is Thing.REVIEW:
        rows = rows.join(Review, Review.group_id == WorkingGroup.id)
    elif thing is Thing.REQUEST:
        rows = rows.join(JoinRequest, JoinRequest.group_id == WorkingGroup.id)
    else:
        rows = rows.join(Post, Post.lead_group_id == WorkingGroup.id).join(
            Flag, Flag.post_id == Post.id
        )
    return rows.where(OPEN[thing], late)
