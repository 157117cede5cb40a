"""What coordinators do with the comments in their group."""

from __future__ import annotations

from typing import Any

from uclg_share import audit
from uclg_share.answers.dropping import drop_with
from uclg_share.audit import Audience, Verb
from uclg_share.comments.counters import recount_comments
from uclg_share.comments.models import Comment
from uclg_share.comments.telling import recall_notes, tell_author
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_close_talk,
    may_hide_comment,
)
from uclg_share.posts.models import Post, Talk


def hide(viewer: Viewer, comment: Comment, reason: str) -> None:
    """Take the words of a comment out of sight; its author reads why."""
    ensure(may_hide_comment(viewer, comment))

    _hold(comment, is_hidden=False)
    comment.hidden_at, comment.hidden_by_id = now(), viewer.account_id or None
    comment.hidden_reason = reason
    recall_notes(comment)
    drop_with(viewer, comment)
    _trace(viewer, Verb.COMMENT_HIDDEN, comment, reason)
    tell_author(comment, Topic.COMMENT_HIDDEN, reason)


def restore(viewer: Viewer, comment: Comment, reason: str) -> None:
    """Show a hidden comment again; its author reads why."""
    ensure(may_hide_comment(viewer, comment))

    _hold(comment, is_hidden=True)
    comment.hidden_at, comment.hidden_by_id, comment.hidden_reason = None, None, ""
    _trace(viewer, Verb.COMMENT_RESTORED, comment, reason)
    tell_author(comment, Topic.COMMENT_RESTORED, reason)


def close_talk(viewer: Viewer, post: Post, talk: Talk, reason: str) -> None:
    """Lock the comments of a post or switch them off; readers are told why."""
    ensure(may_close_talk(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.talk is talk:
        raise ChangedMeanwhile
    post.talk, post.talk_reason = talk, reason
    post.talk_closed_at, post.talk_closed_by_id = now(), viewer.account_id or None
    _trace_talk(viewer, Verb.TALK_CLOSED, post, reason, how=talk.value)


def open_talk(viewer: Viewer, post: Post) -> None:
    """Let people comment again; everything said before is there again too."""
    ensure(may_close_talk(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.talk is Talk.OPEN:
        raise ChangedMeanwhile
    post.talk, post.talk_reason = Talk.OPEN, ""
    post.talk_closed_at, post.talk_closed_by_id = None, None
    _trace_talk(viewer, Verb.TALK_OPENED, post, "")


def _hold(comment: Comment, is_hidden: bool) -> None:
    """Of two coordinators the second hears that it was done."""
    db.session.refresh(comment, with_for_update={"of": Comment})
    is_deleted = comment.deleted_at is not None
    if is_deleted or (comment.hidden_at is not None) is not is_hidden:
        raise ChangedMeanwhile


def _trace(viewer: Viewer, verb: Verb, comment: Comment, reason: str) -> None:
    audit.record(
        viewer,
        verb,
        comment,
        group_id=comment.post.lead_group_id,
        reason=reason,
        audience=Audience.PUBLIC,
        post=comment.post_id,
        title=comment.post.title,
    )
    recount_comments(comment.post)


def _trace_talk(
    viewer: Viewer, verb: Verb, post: Post, reason: str, **data: Any
) -> None:
    audit.record(
        viewer,
        verb,
        post,
        group_id=post.lead_group_id,
        reason=reason,
        audience=Audience.PUBLIC,
        title=post.title,
        **data,
    )
