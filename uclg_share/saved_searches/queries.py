from __future__ import annotations

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.saved_searches.models import SavedSearch


def saved_searches(viewer: Viewer) -> list[SavedSearch]:
    """One's own, the newest first; they are never many."""
    mine = select(SavedSearch).where(
        SavedSearch.account_id == viewer.account_id, SavedSearch.removed_at.is_(None)
    )
    return list(
        db.session.scalars(mine.order_by(SavedSearch.at.desc(), SavedSearch.id.desc()))
    )


def find_search(viewer: Viewer, search_id: int) -> SavedSearch | None:
    """One's own, also just removed."""
    mine = SavedSearch.account_id == viewer.account_id, SavedSearch.id == search_id
    return db.session.scalar(select(SavedSearch).where(*mine))


def find_same(viewer: Viewer, query: str) -> SavedSearch | None:
    """One's own that asks the same; nothing for a visitor."""
    if not viewer.is_signed_in:
        return None
    mine = SavedSearch.account_id == viewer.account_id, SavedSearch.query == query
    return db.session.scalar(
        select(SavedSearch).where(*mine, SavedSearch.removed_at.is_(None))
    )
