"""Who follows a post hears of what becomes of it: a new version, a comment."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.following.queries import followers_of
from uclg_share.notifications.announcing import SETTLES
from uclg_share.notifications.models import Notification, Topic
from uclg_share.notifications.readers import reader_of
from uclg_share.permissions import Viewer, may_read_comments, may_read_post
from uclg_share.posts.models import Post

AT_ONCE = timedelta(0)


def tell_of_comment(post: Post, comment_id: int, told: Collection[int]) -> None:
    """Not those who hear of it anyway. The words stay on the page: who reads of them
    later finds there what is left of them."""
    _tell(
        post,
        Topic.FOLLOWED_COMMENTED,
        told,
        lambda reader: may_read_comments(reader, post),
        comment_id=comment_id,
    )


def tell_of_version(post: Post, told: Collection[int]) -> None:
    """Not before the decision can no longer be taken back."""
    _tell(
        post,
        Topic.FOLLOWED_CHANGED,
        told,
        lambda reader: may_read_post(reader, post),
        wait=SETTLES,
        revision_id=post.live_revision_id,
    )


def _tell(
    post: Post,
    topic: Topic,
    told: Collection[int],
    may_hear: Callable[[Viewer], bool],
    wait: timedelta = AT_ONCE,
    **data: Any,
) -> None:
    about = {"post_id": post.id, "title": post.title or "", "language": post.language}
    db.session.add_all(
        Notification(
            account_id=account.id,
            topic=topic,
            locale=account.locale,
            data=about | data,
            due_at=now() + wait,
        )
        for account, role in followers_of(post, told)
        if may_hear(_reader(account, post, role))
    )


def _reader(account: Account, post: Post, role: str | None) -> Viewer:
    """The facts that decide whether somebody may read this one post."""
    roles = [(post.lead_group_id, role)] if post.lead_group_id and role else []
    return reader_of(account, roles)
