"""Saying what answered a question: a comment below it, or a practice of this site."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.accounts.queries import viewer_for
from uclg_share.answers.carrying import carry_answer, recount_links
from uclg_share.answers.dropping import remove
from uclg_share.answers.models import AcceptedAnswer, PostAnswer
from uclg_share.answers.queries import accepted_answer, standing_link
from uclg_share.audit import Audience, Verb
from uclg_share.comments.models import Comment
from uclg_share.comments.telling import recall_notes, tell_writer
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_accept_answer,
    may_link_answer,
    may_mark_answer,
    may_read_post,
    may_unlink_answer,
)
from uclg_share.posts.models import Post


def accept(viewer: Viewer, comment: Comment, instead_of: int | None) -> None:
    """Mark a comment as the answer, in place of the one marked before; marking it twice
    is once.

    Raises `ChangedMeanwhile` when the mark is no longer at `instead_of`.
    """
    ensure(may_accept_answer(viewer, comment))

    db.session.refresh(comment, with_for_update={"of": Comment})
    if not comment.is_shown:
        raise ChangedMeanwhile
    standing = _held(comment.post)
    if standing and standing.comment_id == comment.id:
        return
    _refuse_if_moved(standing, instead_of)
    if standing:
        recall_notes(standing.comment, (Topic.ANSWER_ACCEPTED,))
        db.session.delete(standing)
        db.session.flush()  # a question has one row
    question_id = comment.post.family_id or comment.post_id
    marked = AcceptedAnswer(
        question_id=question_id, comment=comment, by_id=viewer.account_id or None
    )
    db.session.add(marked)
    _trace(viewer, Verb.ANSWER_ACCEPTED, comment)
    carry_answer(question_id, marked.at)
    tell_writer(viewer, comment, Topic.ANSWER_ACCEPTED)


def take_back(viewer: Viewer, question: Post, comment_id: int) -> None:
    """Open a question again. Raises `ChangedMeanwhile` when another comment is the
    answer by now, or none."""
    ensure(may_mark_answer(viewer, question))

    standing = _held(question)
    _refuse_if_moved(standing, comment_id)
    assert standing is not None  # it stands at this comment
    recall_notes(standing.comment, (Topic.ANSWER_ACCEPTED,))
    remove(viewer, standing)


def link(viewer: Viewer, question: Post, answer: Post, note: str = "") -> PostAnswer:
    """Name a practice that answers a question; naming it twice is once."""
    ensure(may_link_answer(viewer, question, answer))

    audit.take_turn()
    if known := standing_link(question, answer):
        return known
    return _join(viewer, question, answer, note)


def unlink(viewer: Viewer, link: PostAnswer) -> None:
    ensure(may_unlink_answer(viewer, link))

    db.session.refresh(link, with_for_update={"of": PostAnswer})
    if link.ended_at is not None:
        raise ChangedMeanwhile
    link.ended_at, link.ended_by_id = now(), viewer.account_id or None
    _trace_link(viewer, Verb.ANSWER_UNLINKED, link)
    recount_links(link)


def link_as_begun(answer: Post) -> None:
    """A practice that was begun as an answer becomes one when it is published."""
    question_id, answer.answers_question_id = answer.answers_question_id, None
    question = db.session.get(Post, question_id) if question_id else None
    writer = viewer_for(answer.answering) if answer.answering else None
    if question is None or writer is None:
        return
    if may_link_answer(writer, question, answer):
        link(writer, question, answer)


def _held(question: Post) -> AcceptedAnswer | None:
    """The mark as it stands, held for this act by the row of the original."""
    original = question.original or question
    db.session.refresh(original, with_for_update={"of": Post})
    return accepted_answer(question)


def _refuse_if_moved(standing: AcceptedAnswer | None, expected: int | None) -> None:
    if (standing.comment_id if standing else None) != expected:
        raise ChangedMeanwhile


def _join(viewer: Viewer, question: Post, answer: Post, note: str) -> PostAnswer:
    question, answer = question.original or question, answer.original or answer
    made = PostAnswer(
        question=question, answer=answer, by_id=viewer.account_id or None, note=note
    )
    db.session.add(made)
    _trace_link(viewer, Verb.ANSWER_LINKED, made)
    recount_links(made)
    asker = question.answering
    if asker and asker.id != viewer.account_id:
        reader = viewer_for(asker)
        if may_read_post(reader, answer) and may_read_post(reader, question):
            _tell(made)
    return made


def _tell(made: PostAnswer) -> None:
    asker = made.question.answering
    assert asker is not None
    notify(
        [asker],
        Topic.QUESTION_ANSWERED,
        post_id=made.question.id,
        title=made.question.title or "",
        language=made.question.language,
        answer_id=made.answer.id,
        answer_title=made.answer.title or "",
        answer_language=made.answer.language,
        note=made.note,
    )


def _trace(viewer: Viewer, verb: Verb, comment: Comment) -> None:
    audit.record(
        viewer,
        verb,
        comment,
        group_id=comment.post.lead_group_id,
        audience=Audience.GROUP,
        post=comment.post_id,
    )


def _trace_link(viewer: Viewer, verb: Verb, made: PostAnswer) -> None:
    audit.record(
        viewer,
        verb,
        made.question,
        group_id=made.question.lead_group_id,
        audience=Audience.GROUP,
        answer=made.answer_id or made.answer.id,
    )
