"""The rows behind the lines of a desk, one statement for each sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from uclg_share.database import db
from uclg_share.desk.items import Item, Sort
from uclg_share.flags.models import Flag
from uclg_share.flags.queries import flags_for
from uclg_share.groups.models import JoinRequest, WorkingGroup
from uclg_share.groups.requests import requests_for
from uclg_share.notifications.models import Announcement
from uclg_share.organisations.models import Affiliation
from uclg_share.permissions import Viewer, may_confirm_people, may_keep_tag
from uclg_share.posts.models import Post
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import reviews_for


@dataclass(frozen=True)
class Tag:
    """A post of another group that one's own group shows."""

    announcement: Announcement
    post: Post
    group: WorkingGroup


def load(viewer: Viewer, ids: Mapping[Sort, Iterable[int]]) -> dict[str, Item]:
    """By their keys; waiting or not, and only what is on this viewer's desk."""
    found: dict[str, Item] = {}
    for sort, wanted in ids.items():
        for item in LOADERS[sort](viewer, list(wanted)):
            found[item.key] = item
    return found


def _reviews(viewer: Viewer, ids: list[int]) -> list[Item]:
    rows = db.session.scalars(reviews_for(viewer).where(Review.id.in_(ids)))
    return [Item(Sort.REVIEW, row.id, row.submitted_at, row, row.group) for row in rows]


def _requests(viewer: Viewer, ids: list[int]) -> list[Item]:
    rows = db.session.scalars(requests_for(viewer).where(JoinRequest.id.in_(ids)))
    return [Item(Sort.REQUEST, row.id, row.asked_at, row, row.group) for row in rows]


def _affiliations(viewer: Viewer, ids: list[int]) -> list[Item]:
    rows = db.session.scalars(
        select(Affiliation)
        .where(Affiliation.id.in_(ids))
        .options(joinedload(Affiliation.organisation), joinedload(Affiliation.account))
    )
    return [
        Item(Sort.AFFILIATION, row.id, row.requested_at, row)
        for row in rows
        if may_confirm_people(viewer, row.organisation)
    ]


def _flags(viewer: Viewer, ids: list[int]) -> list[Item]:
    rows = db.session.scalars(flags_for(viewer).where(Flag.id.in_(ids)))
    return [
        Item(Sort.FLAG, row.id, row.raised_at, row, row.post.lead_group) for row in rows
    ]


def _tags(viewer: Viewer, ids: list[int]) -> list[Item]:
    rows = db.session.execute(
        select(Announcement, Post, WorkingGroup)
        .join(Post, Post.id == Announcement.post_id)
        .join(WorkingGroup, WorkingGroup.id == Announcement.group_id)
        .where(Announcement.id.in_(ids))
        .options(joinedload(Post.lead_group))
    )
    return [
        Item(Sort.TAG, note.id, note.announced_at, Tag(note, post, group), group)
        for note, post, group in rows
        if may_keep_tag(viewer, group)
    ]


LOADERS: dict[Sort, Callable[[Viewer, list[int]], list[Item]]] = {
    Sort.REVIEW: _reviews,
    Sort.REQUEST: _requests,
    Sort.AFFILIATION: _affiliations,
    Sort.FLAG: _flags,
    Sort.TAG: _tags,
}
