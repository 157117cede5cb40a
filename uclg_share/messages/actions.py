"""Asking the author of a post, and answering, without anybody's address."""

from __future__ import annotations

from collections.abc import Iterable

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.messages.models import Message
from uclg_share.messages.note import Note
from uclg_share.messages.queries import MOST_LINES, answerers_of, line_number
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_ask_author,
    may_converse,
    may_speak_for,
)
from uclg_share.posts.models import Post


def ask(viewer: Viewer, post: Post, note: Note) -> Message:
    """Write to those who answer for a post, or for the original of a translation; each
    gets it by mail.

    Raises `ChangedMeanwhile` when nobody is there any more who could answer.
    """
    ensure(may_ask_author(viewer, post))
    ensure(may_speak_for(viewer, note.organisation_id))

    about = post.original or post
    hearers = answerers_of(about)
    if not hearers:
        raise ChangedMeanwhile
    question = _add(viewer, about, note)
    _trace(viewer, Verb.MESSAGE_SENT, question)
    _tell(viewer, hearers, Topic.AUTHOR_ASKED, question, question)
    return question


def answer(viewer: Viewer, question: Message, note: Note) -> Message:
    """Go on with a conversation: from either side, to the other.

    Raises `ChangedMeanwhile` when it has become as long as it may be.
    """
    ensure(may_converse(viewer, question))
    ensure(may_speak_for(viewer, note.organisation_id))

    if line_number(question) >= MOST_LINES:
        raise ChangedMeanwhile
    line = _add(viewer, question.post, note, question.id)
    _trace(viewer, Verb.MESSAGE_ANSWERED, line)
    asked = question.sender_id == viewer.account_id
    hearers = answerers_of(question.post) if asked else [question.sender]
    _tell(viewer, hearers, Topic.MESSAGE_ANSWERED, question, line)
    return line


def _add(
    viewer: Viewer, post: Post, note: Note, question_id: int | None = None
) -> Message:
    line = Message(
        post=post,
        question_id=question_id,
        sender_id=viewer.account_id,
        organisation_id=note.organisation_id,
        language=note.language,
        body=note.body,
    )
    db.session.add(line)
    return line


def _trace(viewer: Viewer, verb: Verb, line: Message) -> None:
    """That it was sent, never what it says: it is between these people."""
    audit.record(viewer, verb, line, post=line.post.id, question=line.question_id)


def _tell(
    viewer: Viewer,
    hearers: Iterable[Account],
    topic: Topic,
    question: Message,
    line: Message,
) -> None:
    others = [who for who in hearers if who.id != viewer.account_id]
    organisation = line.organisation
    notify(
        others,
        topic,
        message_id=question.id,
        post_id=question.post_id,
        title=question.post.title or "",
        language=question.post.language,
        name=line.sender.name,
        organisation=organisation.name if organisation else "",
        body=line.body,
        body_language=line.language,
    )
