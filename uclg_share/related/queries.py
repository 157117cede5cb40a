"""What a reader of one text may want to read next: one statement."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.families.best import best_of_each
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Post, Reach
from uclg_share.related.models import RelatedFamily

SHOWN = 6
COLUMNS = (
    *(RelatedFamily.score, RelatedFamily.reasons),
    *(Post.id, Post.family_id, Post.kind, Post.slug, Post.title, Post.language),
    *(Post.place, Post.country, Organisation.name.label("organisation")),
)


def related_to(viewer: Viewer, post: Post, languages: tuple[str, ...]) -> list[Any]:
    """The nearest first; of each family the one text in the best of these languages,
    or the original, of those this viewer may read and finds in lists."""
    rows = db.session.execute(
        select(*COLUMNS)
        .select_from(RelatedFamily)
        .join(Post, Post.family_id == RelatedFamily.related_id)
        .outerjoin(Organisation, Organisation.id == Post.organisation_id)
        .where(
            RelatedFamily.family_id == post.family_id,
            readable_posts(viewer),
            Post.reach != Reach.HIDDEN,
            Post.archived_at.is_(None),
        )
    ).all()
    best = best_of_each(rows, languages).values()
    nearest = sorted(best, key=lambda row: (-row.score, -row.family_id))
    return nearest[:SHOWN]
