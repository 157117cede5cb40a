from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select

from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.reading_list.models import SavedPost


def find_saved(viewer: Viewer, family_id: int) -> SavedPost | None:
    """One's own, on the list or just taken off."""
    mine = select(SavedPost).where(
        SavedPost.account_id == viewer.account_id, SavedPost.family_id == family_id
    )
    return db.session.scalar(mine)


def find_line(viewer: Viewer, saved_id: int) -> SavedPost | None:
    mine = SavedPost.account_id == viewer.account_id, SavedPost.id == saved_id
    return db.session.scalar(select(SavedPost).where(*mine))


def reading_list(viewer: Viewer) -> Select[SavedPost]:
    return select(SavedPost).where(
        SavedPost.account_id == viewer.account_id, SavedPost.removed_at.is_(None)
    )


def families_saved(viewer: Viewer) -> list[int]:
    """The whole list, newest first; it is never long."""
    rows = reading_list(viewer).order_by(SavedPost.at.desc(), SavedPost.id.desc())
    return list(db.session.scalars(rows.with_only_columns(SavedPost.family_id)))


def families_of(lines: Iterable[SavedPost]) -> list[int]:
    return [one.family_id for one in lines]
