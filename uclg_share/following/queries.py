from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, exists, false, select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.following.models import Follow, Sort
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import role_in
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post, Theme
from uclg_share.text import without_illegal

# One mail round after a comment writes to no more; nothing of ours is followed so much.
MOST_HEARERS = 5000
COLUMNS = {
    Sort.GROUP: Follow.group_id,
    Sort.ORGANISATION: Follow.organisation_id,
    Sort.THEME: Follow.theme_slug,
    Sort.POST: Follow.family_id,
}


def find_follow(viewer: Viewer, sort: Sort, key: int | str) -> Follow | None:
    """One's own row for a thing, by its number or, of a theme, its slug."""
    mine = select(Follow).where(_own(viewer, COLUMNS[sort], key))
    return db.session.scalar(mine)


def is_followed(viewer: Viewer, thing: WorkingGroup | Organisation | Theme) -> bool:
    """One statement for somebody signed in, none for a visitor."""
    if not viewer.is_signed_in:
        return False
    if isinstance(thing, Theme):
        mine = _own(viewer, Follow.theme_slug, thing.slug)
    elif isinstance(thing, WorkingGroup):
        if thing.id in viewer.member_of:
            return False
        mine = _own(viewer, Follow.group_id, thing.id)
    else:
        mine = _own(viewer, Follow.organisation_id, thing.id)
    return bool(db.session.scalar(select(exists().where(mine))))


def all_followed(viewer: Viewer) -> list[Follow]:
    """Everything one follows, the newest first, with what it is."""
    mine = (
        select(Follow)
        .where(Follow.account_id == viewer.account_id)
        .options(
            joinedload(Follow.group),
            joinedload(Follow.organisation),
            joinedload(Follow.theme),
            joinedload(Follow.original),
        )
        .order_by(Follow.at.desc(), Follow.id.desc())
    )
    return list(db.session.scalars(mine))


def followers_of(
    post: Post, but_not: Collection[int]
) -> list[tuple[Account, str | None]]:
    """Who follows a post or a translation of it, each with the role they have in the
    group that leads it: one statement, however many they are."""
    role = role_in(post.lead_group_id)
    rows = db.session.execute(
        select(Account, role)
        .join(Follow, Follow.account_id == Account.id)
        .where(Follow.family_id == post.family_id, Account.id.not_in(list(but_not)))
        .order_by(Follow.id)
        .limit(MOST_HEARERS)
    )
    return [(account, held) for account, held in rows if account.may_sign_in]


def find_theme(slug: str) -> Theme | None:
    return db.session.get(Theme, without_illegal(slug)[:60])


def _own(viewer: Viewer, column: object, key: int | str) -> ColumnElement[bool]:
    if not viewer.is_signed_in:
        return false()
    return (Follow.account_id == viewer.account_id) & (column == key)
