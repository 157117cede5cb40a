"""How long an answer of a group's coordinators should take."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.workdays import waiting_longer


def target_days(group: WorkingGroup) -> int:
    """In working days."""
    return group.review_days


def longer_than_target(
    since: InstrumentedAttribute[datetime], moment: datetime, times: int = 1
) -> ColumnElement[bool]:
    """Has waited more than so many times the target, for a statement that joins the
    group."""
    known = db.session.scalars(select(WorkingGroup.review_days).distinct())
    late = [
        and_(
            WorkingGroup.review_days == days,
            since < waiting_longer(days * times, moment),
        )
        for days in known
    ]
    return or_(false(), *late)
