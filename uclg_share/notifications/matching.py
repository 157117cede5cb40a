"""Which announcements are news of what is followed: one statement for all of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import String, and_, cast, exists, literal, select, union_all
from sqlalchemy.orm import aliased

from uclg_share.database import db
from uclg_share.following.models import Sort
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications.models import Announcement
from uclg_share.notifications.pending import MOST_ROWS
from uclg_share.permissions import ANYONE, readable_groups
from uclg_share.posts.models import (
    Placement,
    Post,
    Reach,
    post_organisation,
    post_theme,
)

What = tuple[Sort, str]


def matches_between(things: Collection[What], low: int, upto: int) -> list[Any]:
    """News of these things by their numbers, at most `MOST_ROWS`, oldest first."""
    which = and_(Announcement.id > low, Announcement.id <= upto)
    rows = _matches(things, which).order_by("number").limit(MOST_ROWS)
    return list(db.session.execute(rows).all())


def matches_of(things: Collection[What], families: Collection[int]) -> list[Any]:
    """What these practices are news of, and under which number."""
    which = Announcement.family_id.in_(families)
    return list(db.session.execute(_matches(things, which)).all())


def _matches(things: Collection[What], which: Any) -> Any:
    """Which of these things an announcement is news of, as (sort, key, number, family).

    In a group it is new when it is announced there, for the rest once: when it is
    announced for the first time."""
    keys: dict[Sort, list[Any]] = {sort: [] for sort in Sort}
    for sort, key in things:
        keys[sort].append(key if sort is Sort.THEME else int(key))
    parts = [
        part
        for sort, statements in STATEMENTS.items()
        for part in (statements(keys[sort]) if keys[sort] else ())
    ]
    return union_all(*(part.where(which) for part in parts))


def _line(sort: Sort, key: Any) -> Any:
    return select(
        literal(sort.value).label("sort"),
        cast(key, String).label("key"),
        Announcement.id.label("number"),
        Announcement.family_id.label("family"),
    )


def _in_groups(ids: list[int]) -> list[Any]:
    """Where everybody sees the group, and the practice in it."""
    shown = exists().where(
        Placement.group_id == Announcement.group_id,
        Placement.family_id == Announcement.family_id,
        Placement.reach == Reach.PUBLIC,
    )
    return [
        _line(Sort.GROUP, Announcement.group_id)
        .join(WorkingGroup, WorkingGroup.id == Announcement.group_id)
        .where(Announcement.group_id.in_(ids), readable_groups(ANYONE), shown)
    ]


def _by_organisations(ids: list[int]) -> list[Any]:
    """What one of them signs first, and what it signs with others."""
    also = post_organisation.c
    return [
        _line(Sort.ORGANISATION, Post.organisation_id)
        .join(Post, Post.id == Announcement.family_id)
        .where(Post.organisation_id.in_(ids), IS_FIRST),
        _line(Sort.ORGANISATION, also.organisation_id)
        .join(post_organisation, also.post_id == Announcement.family_id)
        .where(also.organisation_id.in_(ids), IS_FIRST),
    ]


def _on_themes(slugs: list[str]) -> list[Any]:
    on = post_theme.c
    return [
        _line(Sort.THEME, on.theme_slug)
        .join(post_theme, on.post_id == Announcement.family_id)
        .where(on.theme_slug.in_(slugs), IS_FIRST)
    ]


Earlier = aliased(Announcement)
IS_FIRST = ~exists().where(
    Earlier.family_id == Announcement.family_id, Earlier.id < Announcement.id
)
STATEMENTS: dict[Sort, Callable[[list[Any]], list[Any]]] = {
    Sort.GROUP: _in_groups,
    Sort.ORGANISATION: _by_organisations,
    Sort.THEME: _on_themes,
}
