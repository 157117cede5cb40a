"""What the pages with figures ask for, beside the kept numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, literal, select, union_all

from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Sdg, Theme
from uclg_share.reviews.models import Outcome, Review

DECIDED = (Outcome.ACCEPTED, Outcome.RETURNED, Outcome.DECLINED)
# The newest decisions tell how long one waits; nobody reads a million of them for it.
MOST_DECISIONS = 2000


def vocabulary() -> dict[str, dict[str, Any]]:
    """The names of themes by slug and of goals by number, in order, at once."""
    themes = select(
        literal("theme").label("sort"),
        Theme.slug.label("key"),
        Theme.position.label("place"),
        Theme.names.label("names"),
    )
    goals = select(
        literal("sdg").label("sort"),
        cast(Sdg.number, String),
        Sdg.number,
        Sdg.names,
    )
    both = union_all(themes, goals).order_by("sort", "place")
    found: dict[str, dict[str, Any]] = {"theme": {}, "sdg": {}}
    for sort, key, _place, names in db.session.execute(both):
        found[sort][key] = names
    return found


def decisions(group: WorkingGroup, since: datetime) -> list[tuple[datetime, datetime]]:
    """When texts sent in since then came, and when they were decided; newest first."""
    decided = (
        select(Review.submitted_at, Review.decided_at)
        .where(
            Review.group_id == group.id,
            Review.outcome.in_(DECIDED),
            Review.submitted_at >= since,
            Review.decided_at.is_not(None),
        )
        .order_by(Review.submitted_at.desc())
        .limit(MOST_DECISIONS)
    )
    return [(came, went) for came, went in db.session.execute(decided) if went]
