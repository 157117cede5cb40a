"""An answer that is gone from the page answers nothing any more."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.answers.carrying import carry_answer
from uclg_share.answers.models import AcceptedAnswer
from uclg_share.answers.queries import answer_with
from uclg_share.audit import Audience, Verb
from uclg_share.comments.models import Comment
from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post


def drop_with(viewer: Viewer, comment: Comment) -> None:
    """As part of the act that hides or deletes the comment, which holds its row."""
    if answer_with(comment) is None:
        return
    question = comment.post.original or comment.post
    db.session.refresh(question, with_for_update={"of": Post})
    if standing := answer_with(comment):  # nobody has moved the mark meanwhile
        remove(viewer, standing)


def remove(viewer: Viewer, standing: AcceptedAnswer) -> None:
    """The question is open again."""
    question_id, comment = standing.question_id, standing.comment
    db.session.delete(standing)
    audit.record(
        viewer,
        Verb.ANSWER_WITHDRAWN,
        comment,
        group_id=comment.post.lead_group_id,
        audience=Audience.GROUP,
        post=comment.post_id,
    )
    carry_answer(question_id, None)
