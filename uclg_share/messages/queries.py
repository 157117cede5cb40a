from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.messages.models import Message
from uclg_share.organisations.models import Affiliation
from uclg_share.organisations.people import CURRENT, representatives_of
from uclg_share.permissions import Viewer, readable_questions
from uclg_share.posts.models import Post

MOST_LINES = 100


def answerers_of(post: Post) -> list[Account]:
    """Who answers for a post; once that person has left the organisation or cannot
    sign in any more, those who speak for it. Nobody, if it has no people here."""
    owner = post.answering
    if owner is not None and owner.may_sign_in and _has_stayed(owner, post):
        return [owner]
    return representatives_of(post.organisation) if post.organisation else []


def questions_for(viewer: Viewer) -> Select[Message]:
    """The conversations one takes part in, begun last first."""
    return (
        select(Message)
        .join(Message.post)
        .where(readable_questions(viewer))
        .options(
            contains_eager(Message.post),
            joinedload(Message.sender),
            joinedload(Message.organisation),
        )
    )


def find_question(viewer: Viewer, message_id: int) -> Message | None:
    return db.session.scalar(questions_for(viewer).where(Message.id == message_id))


def lines_of(question: Message) -> list[Message]:
    """The whole conversation, the question first."""
    lines = (
        select(Message)
        .where((Message.id == question.id) | (Message.question_id == question.id))
        .options(joinedload(Message.sender), joinedload(Message.organisation))
        .order_by(Message.id)
    )
    return list(db.session.scalars(lines))


def line_number(question: Message) -> int:
    lines = select(func.count()).where(Message.question_id == question.id)
    return 1 + (db.session.scalar(lines) or 0)


def _has_stayed(owner: Account, post: Post) -> bool:
    if post.organisation_id is None:
        return True
    stays = select(Affiliation.id).where(
        Affiliation.account_id == owner.id,
        Affiliation.organisation_id == post.organisation_id,
        *CURRENT,
    )
    return db.session.scalar(stays.limit(1)) is not None
