"""What people do with their own comments."""

from __future__ import annotations

from sqlalchemy import delete as delete_rows

from uclg_share import audit, markup
from uclg_share.answers.dropping import drop_with
from uclg_share.audit import Audience, Verb
from uclg_share.comments.counters import recount_comments
from uclg_share.comments.mentions import Mentions, mentions_in, newly
from uclg_share.comments.models import Comment, Helpful, Wording
from uclg_share.comments.remark import Remark
from uclg_share.comments.telling import recall_notes, tell, tell_mentioned
from uclg_share.conflicts import ChangedMeanwhile, hold
from uclg_share.database import db, now
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_answer,
    may_comment,
    may_delete_comment,
    may_edit_comment,
    may_speak_for,
)
from uclg_share.posts.models import Post


def write(
    viewer: Viewer, post: Post, remark: Remark, answered: Comment | None = None
) -> tuple[Comment, Mentions]:
    """Say something below a post, or in answer to a comment; it shows at once.

    Also gives back whom it names, so that its author hears where nobody was meant.
    Raises ValueError, with words for people, on Markdown that is refused.
    """
    ensure(may_comment(viewer, post))
    ensure(answered is None or may_answer(viewer, answered))
    ensure(may_speak_for(viewer, remark.organisation_id))

    comment = Comment(
        post=post,
        parent_id=answered.thread_id if answered else None,
        author_id=viewer.account_id,
        organisation_id=remark.organisation_id,
        language=remark.language,
        body=remark.body,
        html=markup.render_remark(remark.body),
    )
    db.session.add(comment)
    _trace(viewer, Verb.COMMENT_WRITTEN, comment)
    recount_comments(post)
    named = mentions_in(remark.body, post.lead_group)
    tell(viewer, comment, answered, named.people)
    return comment, named


def edit(viewer: Viewer, comment: Comment, remark: Remark, version: int) -> None:
    """Change one's words; the page says so, and those who moderate see the earlier.

    Raises `ChangedMeanwhile` when it is no longer the `version` that was opened.
    """
    ensure(may_edit_comment(viewer, comment))

    hold(comment, version)
    if (comment.body, comment.language) == (remark.body, remark.language):
        return
    before = mentions_in(comment.body, comment.post.lead_group).people
    db.session.add(Wording(comment_id=comment.id, body=comment.body))
    comment.body, comment.html = remark.body, markup.render_remark(remark.body)
    comment.language, comment.edited_at = remark.language, now()
    _trace(viewer, Verb.COMMENT_EDITED, comment)
    named = mentions_in(remark.body, comment.post.lead_group).people
    tell_mentioned(viewer, comment, newly(named, before))


def delete(viewer: Viewer, comment: Comment) -> None:
    """Take one's words away for good; where others have answered, a trace stays."""
    ensure(may_delete_comment(viewer, comment))

    db.session.refresh(comment, with_for_update={"of": Comment})
    if comment.deleted_at is not None:
        raise ChangedMeanwhile
    comment.deleted_at, comment.body, comment.html = now(), "", ""
    for table in (Wording, Helpful):
        mine = delete_rows(table).where(table.comment_id == comment.id)
        db.session.execute(mine)
    recall_notes(comment)
    drop_with(viewer, comment)
    _trace(viewer, Verb.COMMENT_DELETED, comment)
    recount_comments(comment.post)


def _trace(viewer: Viewer, verb: Verb, comment: Comment) -> None:
    """Never the words themselves: what is deleted must be gone."""
    audit.record(
        viewer,
        verb,
        comment,
        group_id=comment.post.lead_group_id,
        audience=Audience.COORDINATORS,
        post=comment.post.id,
    )
