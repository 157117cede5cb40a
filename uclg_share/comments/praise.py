"""Who found a post or a comment helpful: names of organisations, never a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, case, func, or_, select

from uclg_share.comments.models import Comment, Helpful
from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post

# So many organisations are named; of the others the number is told.
NAMED = 8


@dataclass
class Praise:
    """The organisations that found something helpful: some by name, how many in all."""

    organisations: list[tuple[int, str, str]] = field(default_factory=list)
    total: int = 0

    @property
    def ids(self) -> frozenset[int]:
        return frozenset(one[0] for one in self.organisations)


def praise_of(
    viewer: Viewer, post: Post, comments: Iterable[int]
) -> dict[int | None, Praise]:
    """Who found the post (None) and these comments helpful, in one statement."""
    ranked = _ranked(viewer, post, list(comments)).subquery()
    rows = (
        select(
            ranked.c.comment_id,
            ranked.c.total,
            Organisation.id,
            Organisation.name,
            Organisation.slug,
        )
        .join(Organisation, Organisation.id == ranked.c.organisation_id)
        .where(ranked.c.place <= NAMED)
        .order_by(ranked.c.place)
    )
    found: dict[int | None, Praise] = {}
    for comment_id, total, *organisation in db.session.execute(rows):
        praise = found.setdefault(comment_id, Praise(total=total))
        praise.organisations.append(tuple(organisation))
    return found


def find_helpful(
    post: Post, comment: Comment | None, organisation_id: int
) -> Helpful | None:
    return db.session.scalar(
        select(Helpful).where(
            Helpful.post_id == post.id,
            Helpful.comment_id == (comment.id if comment else None),
            Helpful.organisation_id == organisation_id,
        )
    )


def _ranked(viewer: Viewer, post: Post, comments: list[int]) -> Select[Any]:
    """The viewer's own organisations first, so that they are among those named."""
    subject = or_(Helpful.comment_id.is_(None), Helpful.comment_id.in_(comments))
    is_own = Helpful.organisation_id.in_(viewer.writes_for)
    own_first = (case((is_own, 0), else_=1), Helpful.id)
    each = Helpful.comment_id
    place = func.row_number().over(partition_by=each, order_by=own_first)
    return select(
        Helpful.comment_id,
        Helpful.organisation_id,
        place.label("place"),
        func.count().over(partition_by=each).label("total"),
    ).where(Helpful.post_id == post.id, subject)
