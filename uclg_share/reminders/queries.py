"""What waits longer than the coordinators of its group mean to take."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select

from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.flags.queries import flags_for
from uclg_share.groups.models import (
    Answer,
    JoinRequest,
    Lifecycle,
    WorkingGroup,
)
from uclg_share.groups.requests import requests_for
from uclg_share.groups.targets import longer_than_target
from uclg_share.permissions import Viewer, may_judge
from uclg_share.posts.models import Post
from uclg_share.reminders.models import Escalation, Thing
from uclg_share.reviews.models import Outcome, Review
from uclg_share.reviews.queries import reviews_for

# Of one kind; what waits behind them comes with the next mail.
MOST = 200
Named = tuple[Thing, int]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: `title` in its `language`, or the name of who asks."""

    thing: Thing
    id: int
    group: WorkingGroup
    title: str
    language: str
    since: datetime

    @property
    def name(self) -> Named:
        return self.thing, self.id


def waiting_too_long(viewer: Viewer, moment: datetime) -> list[Waiting]:
    """What waits on this viewer's desk beyond the target, the longest wait first."""
    late = {
        thing: longer_than_target(column, moment) for thing, column in SINCE.items()
    }
    return _found(viewer, late)


def to_escalate(viewer: Viewer, moment: datetime) -> list[Waiting]:
    """What waits more than twice the target, and administrators have not heard of."""
    late = {
        thing: and_(longer_than_target(column, moment, times=2), ~_was_told(thing))
        for thing, column in SINCE.items()
    }
    return _found(viewer, late)


def still_waiting(viewer: Viewer, names: Collection[Named]) -> list[Waiting]:
    """Those of these that wait even now, and on this viewer's desk."""
    ids = {thing: [i for what, i in names if what == thing] for thing in Thing}
    return _found(
        viewer,
        {thing: ROWS[thing].id.in_(some) for thing, some in ids.items() if some},
    )


def _found(viewer: Viewer, which: Mapping[Thing, ColumnElement[bool]]) -> list[Waiting]:
    found = [
        *_reviews(viewer, which.get(Thing.REVIEW, false())),
        *_requests(viewer, which.get(Thing.REQUEST, false())),
        *_flags(viewer, which.get(Thing.FLAG, false())),
    ]
    return sorted(found, key=lambda one: (one.since, one.thing, one.id))


def _reviews(viewer: Viewer, which: ColumnElement[bool]) -> list[Waiting]:
    """Less what this viewer wrote and others have to judge."""
    rows = _open(reviews_for(viewer), Thing.REVIEW, which)
    return [
        Waiting(
            Thing.REVIEW,
            review.id,
            review.group,
            review.revision.content["title"],
            review.revision.content["language"],
            review.submitted_at,
        )
        for review in db.session.scalars(rows)
        if may_judge(viewer, review)
    ]


def _requests(viewer: Viewer, which: ColumnElement[bool]) -> list[Waiting]:
    rows = _open(requests_for(viewer), Thing.REQUEST, which)
    return [
        Waiting(Thing.REQUEST, one.id, one.group, one.account.name, "", one.asked_at)
        for one in db.session.scalars(rows)
    ]


def _flags(viewer: Viewer, which: ColumnElement[bool]) -> list[Waiting]:
    rows = flags_for(viewer).join(Post.lead_group)
    return [
        Waiting(
            Thing.FLAG,
            flag.id,
            flag.post.lead_group,
            flag.post.title or "",
            flag.post.language,
            flag.raised_at,
        )
        for flag in db.session.scalars(_open(rows, Thing.FLAG, which))
        if flag.post.lead_group
    ]


def _open(rows: Select[Any], thing: Thing, which: ColumnElement[bool]) -> Select[Any]:
    """The longest wait first."""
    since, key = SINCE[thing], ROWS[thing].id
    return rows.where(OPEN[thing], which).order_by(since, key).limit(MOST)


def _was_told(thing: Thing) -> ColumnElement[bool]:
    told = select(Escalation.thing_id).where(
        Escalation.thing == thing, Escalation.thing_id == ROWS[thing].id
    )
    return told.exists()


ROWS: dict[Thing, Any] = {
    Thing.REVIEW: Review,
    Thing.REQUEST: JoinRequest,
    Thing.FLAG: Flag,
}
SINCE: dict[Thing, Any] = {
    Thing.REVIEW: Review.submitted_at,
    Thing.REQUEST: JoinRequest.asked_at,
    Thing.FLAG: Flag.raised_at,
}
OPEN: dict[Thing, ColumnElement[bool]] = {
    Thing.REVIEW: Review.outcome == Outcome.WAITING,
    # Nobody is admitted to a group that is not active.
    Thing.REQUEST: (JoinRequest.answer == Answer.WAITING)
    & (WorkingGroup.lifecycle == Lifecycle.ACTIVE),
    Thing.FLAG: Flag.settled_at.is_(None),
}
