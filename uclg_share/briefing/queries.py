from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.permissions import Viewer, readable_posts
from uclg_share.posts.models import Post
from uclg_share.posts.queries import WITH_PAGE

# So many texts in one pack.
AT_MOST = 50


def titles_of(viewer: Viewer, ids: Iterable[int]) -> list[Post]:
    """Those of these posts that this viewer may read, in this order."""
    return _in_order(viewer, ids)


def texts_of(viewer: Viewer, ids: Iterable[int]) -> list[Post]:
    """The same with all that their pages show."""
    return _in_order(viewer, ids, *WITH_PAGE)


def _in_order(viewer: Viewer, ids: Iterable[int], *more: object) -> list[Post]:
    wanted = list(dict.fromkeys(ids))[:AT_MOST]
    rows = select(Post).where(Post.id.in_(wanted), readable_posts(viewer))
    found = {post.id: post for post in db.session.scalars(rows.options(*more))}  # type: ignore[arg-type]
    return [found[id_] for id_ in wanted if id_ in found]
