"""What is new in a group: written when a practice first appears there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from uclg_share.database import db, is_sqlite, now
from uclg_share.notifications.models import Announcement
from uclg_share.posts.models import Post

# Longer than a decision can be taken back and than any transaction lasts, so that no
# mail tells of what is undone, and no number turns up below one already told.
SETTLES = timedelta(minutes=15)
# What lies further ahead was announced by a clock that was wrong.
AHEAD = timedelta(hours=1)


def announce(post: Post, group_ids: Iterable[int]) -> None:
    """Say once in each of these groups that a practice is new there."""
    rows = [
        {
            "group_id": group_id,
            "family_id": post.family_id or post.id,
            "post_id": post.id,
            "announced_at": now(),
        }
        for group_id in sorted(set(group_ids))
    ]
    if rows:
        insert = (sqlite if is_sqlite() else postgresql).insert(Announcement)
        db.session.execute(insert.values(rows).on_conflict_do_nothing())


def take_off(post: Post) -> None:
    """As if it had never been announced: it is published no more."""
    db.session.execute(delete(Announcement).where(Announcement.post_id == post.id))


def newest() -> int:
    """The number of the newest announcement, 0 before the first."""
    return db.session.scalar(select(func.max(Announcement.id))) or 0


def settled(moment: datetime) -> int:
    """The number up to which everything may be told now."""
    young = (
        Announcement.announced_at > moment - SETTLES,
        Announcement.announced_at <= moment + AHEAD,
    )
    first_young = db.session.scalar(select(func.min(Announcement.id)).where(*young))
    return newest() if first_young is None else first_young - 1
