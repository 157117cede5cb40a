"""What a note on a search names, as far as its reader may read it now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Post, Reach


def posts_found(viewer: Viewer, data: Mapping[str, Any]) -> list[Any]:
    """The newest first."""
    ids = data.get("posts") or []
    found = select(Post.id, Post.slug, Post.title, Post.language).where(
        Post.id.in_(ids),
        Post.reach != Reach.HIDDEN,
        Post.archived_at.is_(None),
        readable_posts(viewer),
    )
    rows = db.session.execute(found).all() if ids else []
    return sorted(rows, key=lambda row: -ids.index(row.id))
