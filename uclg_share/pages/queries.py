"""What the home page of a member asks for, beside the feeds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select, union_all

from uclg_share.database import db, now
from uclg_share.desk.items import Sort
from uclg_share.desk.queries import tally
from uclg_share.families.best import best_of_each
from uclg_share.feeds.queries import of_group
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, own_posts, readable_posts
from uclg_share.posts.models import Placement, Post, Stage

FORGOTTEN_AFTER = timedelta(days=7)


@dataclass(frozen=True)
class Duties:
    """What waits for a coordinator: texts and since when; people, by group."""

    texts: int = 0
    oldest: datetime | None = None
    requests: dict[int, int] = field(default_factory=dict)
    everything: int = 0

    @property
    def rest(self) -> int:
        """What is neither: reports, affiliations, tags."""
        return self.everything - self.texts - sum(self.requests.values())


def my_turn(viewer: Viewer, limit: int = 6) -> list[Any]:
    """Own texts that came back, then drafts left alone for a week, oldest first."""
    returned = Post.stage == Stage.RETURNED
    forgotten = and_(
        Post.stage == Stage.DRAFT, Post.changed_at <= now() - FORGOTTEN_AFTER
    )
    columns = (Post.id, Post.working_title, Post.language, Post.stage, Post.changed_at)
    mine = select(*columns).where(own_posts(viewer), or_(returned, forgotten))
    returned_first = mine.order_by(Post.stage == Stage.DRAFT, Post.changed_at, Post.id)
    return list(db.session.execute(returned_first.limit(limit)).all())


def duties_of(viewer: Viewer) -> Duties:
    """What waits on this desk, as the desk itself counts it."""
    rows = tally(viewer)
    texts = [row for row in rows if row.what == Sort.REVIEW]
    asking = [row for row in rows if row.what == Sort.REQUEST]
    return Duties(
        texts=sum(row.number for row in texts),
        oldest=min((row.since for row in texts), default=None),
        requests={row.group_id: row.number for row in asking},
        everything=sum(row.number for row in rows),
    )


def from_groups(
    viewer: Viewer, groups: list[WorkingGroup], languages: tuple[str, ...], limit: int
) -> list[Any]:
    """The newest posts of these groups, each family once: a few lines of every feed."""
    if not groups:
        return []
    feeds = [_newest(viewer, group, languages, limit) for group in groups]
    lines = union_all(*feeds).subquery()
    newest = select(lines).order_by(lines.c.published_at.desc(), lines.c.id.desc())
    rows = db.session.execute(newest).all()
    # A group may not have the translation that another has.
    chosen = {row.id for row in best_of_each(rows, languages).values()}
    return list({row.id: row for row in rows if row.id in chosen}.values())[:limit]


def _newest(
    viewer: Viewer, group: WorkingGroup, languages: tuple[str, ...], limit: int
) -> Any:
    feed = of_group(viewer, group, languages).where(readable_posts(viewer))
    order = (Placement.published_at.desc(), Placement.post_id.desc())
    return select(feed.order_by(*order).limit(limit).subquery())
