"""On which page a comment stands, so that a link to it leads there."""

from __future__ import annotations

from sqlalchemy import Select

from uclg_share.comments.models import Comment
from uclg_share.comments.queries import (
    ANSWERS,
    ON_THREAD,
    THREADS,
    Place,
    readable_ids,
)
from uclg_share.database import db
from uclg_share.permissions import Viewer


def place_of(viewer: Viewer, comment: Comment) -> Place:
    """Where the page of the post is read from to show the thread of a comment."""
    first = readable_ids(viewer, comment.post, None)
    return _before(first, comment.thread_id, THREADS)


def has_room(viewer: Viewer, comment: Comment) -> bool:
    """Whether a comment is shown below its post, and not on the thread's page alone."""
    if comment.parent_id is None:
        return True
    answers = readable_ids(viewer, comment.post, comment.parent_id)
    return _before(answers, comment.id, ANSWERS).after is None


def place_in_thread(viewer: Viewer, comment: Comment) -> Place:
    answers = readable_ids(viewer, comment.post, comment.parent_id)
    return _before(answers, comment.id, ON_THREAD)


def _before(ids: Select[int], comment_id: int, size: int) -> Place:
    """The beginning, if no more than a page lies before the comment; else itself."""
    earlier = ids.where(Comment.id < comment_id).order_by(Comment.id.desc())
    found = list(db.session.scalars(earlier.limit(size)))
    return Place(after=found[0]) if len(found) == size else Place()
