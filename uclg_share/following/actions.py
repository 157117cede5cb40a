"""Beginning and ending to follow something."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share import audit
from uclg_share.audit import Verb
from uclg_share.database import db, is_sqlite, now
from uclg_share.following.models import Follow, Sort
from uclg_share.groups.models import WorkingGroup
from uclg_share.notifications.announcing import newest
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, ensure, may_follow, may_use_account
from uclg_share.posts.models import Post, Theme

# So many things one person follows.
MOST = 200
Thing: TypeAlias = WorkingGroup | Organisation | Theme | Post


class TooManyFollowed(Exception):
    """Nobody follows more than `MOST` things."""


def follow(viewer: Viewer, thing: Thing) -> None:
    """Have its news from now on; following twice is following once."""
    ensure(may_follow(viewer, thing))

    audit.take_turn()  # of two at once, the second counts the first
    mine = select(func.count()).where(Follow.account_id == viewer.account_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise TooManyFollowed
    mark = newest()
    row = {
        **named_by(thing),
        "account_id": viewer.account_id,
        "at": now(),
        "first": mark,
        "last": mark,
    }
    insert = (sqlite if is_sqlite() else postgresql).insert(Follow).values(row)
    new = insert.on_conflict_do_nothing().returning(Follow.id)
    if db.session.scalar(new):
        _trace(viewer, Verb.FOLLOWING_BEGUN, sort_of(thing))


def unfollow(viewer: Viewer, follow: Follow) -> None:
    ensure(may_use_account(viewer, follow.account_id))

    gone = delete(Follow).where(Follow.id == follow.id).returning(Follow.id)
    if db.session.scalar(gone):
        _trace(viewer, Verb.FOLLOWING_ENDED, follow.sort)


def named_by(thing: Thing) -> dict[str, int | str]:
    """The column that names a thing, with what names it."""
    if isinstance(thing, WorkingGroup):
        return {"group_id": thing.id}
    if isinstance(thing, Organisation):
        return {"organisation_id": thing.id}
    if isinstance(thing, Theme):
        return {"theme_slug": thing.slug}
    return {"family_id": thing.family_id or thing.id}


def sort_of(thing: Thing) -> Sort:
    if isinstance(thing, WorkingGroup):
        return Sort.GROUP
    if isinstance(thing, Organisation):
        return Sort.ORGANISATION
    return Sort.THEME if isinstance(thing, Theme) else Sort.POST


def _trace(viewer: Viewer, verb: Verb, sort: Sort) -> None:
    """Never what it is: whom somebody follows is their own business."""
    audit.record(viewer, verb, f"account:{viewer.account_id}", sort=sort.value)
