"""Who hears of a comment: once, never oneself, and only who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.comments.models import Comment
from uclg_share.database import db
from uclg_share.following.telling import tell_of_comment
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Notification, Topic
from uclg_share.permissions import Viewer, may_read_comments
from uclg_share.posts.models import Post

TALK = (
    Topic.COMMENT_ANSWERED,
    Topic.MENTIONED,
    Topic.POST_COMMENTED,
    Topic.ANSWER_ACCEPTED,
)
Hearers = Iterable[tuple[Account, Topic]]


def tell(
    viewer: Viewer,
    comment: Comment,
    answered: Comment | None,
    mentioned: Iterable[Account],
) -> None:
    """Those who were answered, those who are named, whoever answers for the post, and
    who follows it; who is two of these hears the first."""
    hearers = [
        *((who, Topic.COMMENT_ANSWERED) for who in _answered(answered)),
        *((who, Topic.MENTIONED) for who in mentioned),
        *((who, Topic.POST_COMMENTED) for who in _answering(comment.post)),
    ]
    told = _tell(viewer, comment, hearers)
    tell_of_comment(comment.post, comment.id, told)


def tell_mentioned(
    viewer: Viewer, comment: Comment, mentioned: Iterable[Account]
) -> None:
    """Those whom an edit has added."""
    _tell(viewer, comment, ((who, Topic.MENTIONED) for who in mentioned))


def recall_notes(comment: Comment, topics: tuple[Topic, ...] = TALK) -> None:
    """No mail carries words away that are gone from the page by now."""
    unsent = select(Notification).where(
        Notification.topic.in_(topics),
        Notification.mailed_at.is_(None),
        Notification.leased_until.is_(None),
    )
    for note in db.session.scalars(unsent.with_for_update()):
        if note.data.get("comment_id") == comment.id:
            db.session.delete(note)


def tell_writer(viewer: Viewer, comment: Comment, topic: Topic) -> None:
    """What became of somebody's comment, unless they did it themselves."""
    _tell(viewer, comment, [(comment.author, topic)] if comment.author else [])


def tell_author(comment: Comment, topic: Topic, reason: str) -> None:
    if comment.author:
        notify([comment.author], topic, reason=reason, **about(comment))


def about(comment: Comment) -> dict[str, Any]:
    """What a mail about a comment says."""
    post = comment.post
    return {
        "comment_id": comment.id,
        "post_id": post.id,
        "title": post.title or "",
        "language": post.language,
        "name": comment.author.name if comment.author else "",
        "organisation": comment.organisation.name if comment.organisation else "",
        "body": comment.body,
        "body_language": comment.language,
    }


def _tell(viewer: Viewer, comment: Comment, hearers: Hearers) -> set[int]:
    told = {viewer.account_id}
    for who, topic in hearers:
        if who.id not in told and may_read_comments(viewer_for(who), comment.post):
            told.add(who.id)
            notify([who], topic, **about(comment))
    return told


def _answered(comment: Comment | None) -> list[Account]:
    """Whoever wrote it, and whoever began the thread."""
    if comment is None:
        return []
    writers = [comment.author, comment.parent.author if comment.parent else None]
    return [who for who in writers if who is not None]


def _answering(post: Post) -> list[Account]:
    return [post.answering] if post.answering else []
