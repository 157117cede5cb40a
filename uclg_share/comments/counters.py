"""The numbers kept on a post, counted again by the acts that change them.

They are set past the version of the post: nobody's form is overtaken by a comment. Call
it after the act is recorded: from then on no other act is under way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update

from uclg_share.comments.models import Comment, Helpful
from uclg_share.database import db
from uclg_share.posts.models import Post


def recount_comments(post: Post) -> None:
    shown = (
        Comment.post_id == post.id,
        Comment.hidden_at.is_(None),
        Comment.deleted_at.is_(None),
    )
    _keep(post, comment_count=_number(Comment, *shown))


def recount_helpful(post: Post) -> None:
    """The organisations that found the post helpful, not those of its comments."""
    on_post = Helpful.post_id == post.id, Helpful.comment_id.is_(None)
    _keep(post, helpful_count=_number(Helpful, *on_post))


def _number(table: Any, *which: Any) -> int:
    db.session.flush()  # the rows of this act count too
    counted = select(func.count()).select_from(table).where(*which)
    return db.session.scalar(counted) or 0


def _keep(post: Post, **numbers: int) -> None:
    db.session.execute(update(Post).where(Post.id == post.id).values(**numbers))
