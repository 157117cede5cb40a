"""What waits for a viewer: one statement behind the desk, its number in the header and
the home page. Mail asks the same rules of each person it goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Subquery,
    func,
    literal,
    or_,
    select,
    union_all,
)

from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment
from uclg_share.counted import MOST_COUNTED, number_of
from uclg_share.database import db, now
from uclg_share.desk.items import Item, Sort
from uclg_share.desk.loading import load
from uclg_share.flags.models import Flag
from uclg_share.groups.models import Answer, JoinRequest, WorkingGroup
from uclg_share.notifications.models import Announcement
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.people import ABLE, WAITING, has_representative
from uclg_share.permissions import (
    Viewer,
    answered_organisations,
    readable_flags,
    reviewed_groups,
)
from uclg_share.posts.models import Placement, Post, Reach
from uclg_share.reviews.models import Outcome, Review

MOST = 100
# What came through another group longer ago than this is no news any more.
TAGS_FOR = timedelta(days=30)


def everything(viewer: Viewer) -> Subquery:
    """(what, id, group_id, since, number) of all that this viewer may answer."""
    parts = [_reviews(viewer), _requests(viewer), _affiliations(viewer), _flags(viewer)]
    if viewer.coordinates:
        parts.append(_tags(viewer))
    return union_all(*parts).subquery("waiting")


def waiting(
    viewer: Viewer,
    group_id: int | None = None,
    sort: Sort | None = None,
    limit: int = MOST,
) -> list[Item]:
    """What has waited longest, first: `limit` of it and no more."""
    lines = everything(viewer)
    asked = select(lines)
    if group_id is not None:
        asked = asked.where(lines.c.group_id == group_id)
    if sort is not None:
        asked = asked.where(lines.c.what == sort.value)
    oldest = asked.order_by(lines.c.since, lines.c.what, lines.c.id).limit(limit)
    rows = db.session.execute(oldest).all()
    ids: dict[Sort, list[int]] = {}
    for row in rows:
        ids.setdefault(Sort(row.what), []).append(row.id)
    found = load(viewer, ids)
    items = [(found.get(f"{row.what}-{row.id}"), row.number) for row in rows]
    return [replace(item, number=number) for item, number in items if item]


def tally(viewer: Viewer) -> list[Any]:
    """(what, group_id, number, since) of what waits, by sort and group."""
    lines = select(everything(viewer)).limit(MOST_COUNTED).subquery()
    counted = select(
        lines.c.what,
        lines.c.group_id,
        func.count().label("number"),
        func.min(lines.c.since).label("since"),
    ).group_by(lines.c.what, lines.c.group_id)
    return list(db.session.execute(counted).all())


def waiting_number(viewer: Viewer) -> int:
    """How much waits on this desk: the number beside "Desk" in the header."""
    return number_of(select(everything(viewer).c.id))


def reviewed_shelf(viewer: Viewer) -> list[WorkingGroup]:
    """The groups whose work this viewer sees, in their order."""
    mine = select(WorkingGroup).where(reviewed_groups(viewer))
    return list(
        db.session.scalars(mine.order_by(WorkingGroup.position, WorkingGroup.id))
    )


def _reviews(viewer: Viewer) -> Any:
    return (
        select(
            literal(Sort.REVIEW.value).label("what"),
            Review.id.label("id"),
            Review.group_id.label("group_id"),
            Review.submitted_at.label("since"),
            literal(1).label("number"),
        )
        .join(WorkingGroup, WorkingGroup.id == Review.group_id)
        .where(Review.outcome == Outcome.WAITING, reviewed_groups(viewer))
    )


def _requests(viewer: Viewer) -> Any:
    return (
        select(
            literal(Sort.REQUEST.value),
            JoinRequest.id,
            JoinRequest.group_id,
            JoinRequest.asked_at,
            literal(1),
        )
        .join(WorkingGroup, WorkingGroup.id == JoinRequest.group_id)
        .where(JoinRequest.answer == Answer.WAITING, reviewed_groups(viewer))
    )


def _affiliations(viewer: Viewer) -> Any:
    """Of the organisations one speaks for; administrators see besides what nobody
    else can answer. A proposed organisation is decided on as a whole, elsewhere."""
    ours: ColumnElement[bool] = Organisation.id.in_(viewer.represents)
    if viewer.is_admin:
        ours = or_(ours, ~has_representative())
    return (
        select(
            literal(Sort.AFFILIATION.value),
            Affiliation.id,
            literal(None, WorkingGroup.id.type),
            Affiliation.requested_at,
            literal(1),
        )
        .join(Account, Account.id == Affiliation.account_id)
        .join(Organisation, Organisation.id == Affiliation.organisation_id)
        .where(*WAITING, *ABLE, Organisation.confirmed_at.is_not(None))
        .where(answered_organisations(viewer), ours)
    )


def _flags(viewer: Viewer) -> Any:
    """One line for a text, however many reported it."""
    return (
        select(
            literal(Sort.FLAG.value),
            func.min(Flag.id),
            Post.lead_group_id,
            func.min(Flag.raised_at),
            func.count(),
        )
        .join(Post, Post.id == Flag.post_id)
        .outerjoin(Comment, Comment.id == Flag.comment_id)
        .where(Flag.settled_at.is_(None), readable_flags(viewer))
        .group_by(Flag.post_id, Flag.comment_id, Post.lead_group_id)
    )


def _tags(viewer: Viewer) -> Any:
    """What another group has published and one's own group shows since a short time;
    not what the site began with, which nobody has tagged."""
    shown = select(Placement.post_id).where(
        Placement.group_id == Announcement.group_id,
        Placement.post_id == Announcement.post_id,
        Placement.reach != Reach.HIDDEN,
    )
    return (
        select(
            literal(Sort.TAG.value),
            Announcement.id,
            Announcement.group_id,
            Announcement.announced_at,
            literal(1),
        )
        .join(Post, Post.id == Announcement.post_id)
        .where(
            Announcement.group_id.in_(viewer.coordinates),
            Announcement.seen_at.is_(None),
            Announcement.announced_at > now() - TAGS_FOR,
            Post.lead_group_id != Announcement.group_id,
            Post.is_compiled.is_(False),
            shown.exists(),
        )
    )
