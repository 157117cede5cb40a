"""What the lists know of the answers, kept on every text of a question's family.

It is set past the version of a post: nobody's form is overtaken by an answer.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, func, or_, select, update

from uclg_share.answers.models import PostAnswer
from uclg_share.database import db
from uclg_share.groups.counters import recount_posts_in
from uclg_share.posts.models import Placement, Post


def carry_answer(question_id: int, at: datetime | None) -> None:
    """`at`: when an answer was accepted; None opens the question again."""
    db.session.flush()
    family = update(Post).where(Post.family_id == question_id)
    db.session.execute(family.values(answered_at=at))
    lines = update(Placement).where(Placement.family_id == question_id)
    since = None if at else Placement.published_at
    db.session.execute(
        lines.values(open_since=since),
        execution_options={"synchronize_session": "fetch"},
    )
    tagged = select(Placement.group_id).where(Placement.family_id == question_id)
    recount_posts_in(db.session.scalars(tagged.distinct()).all())


def recount_links(link: PostAnswer) -> None:
    db.session.flush()
    for family_id in (link.question_id, link.answer_id):
        number = db.session.scalar(_standing_at(family_id)) or 0
        family = update(Post).where(Post.family_id == family_id)
        db.session.execute(family.values(link_count=number))


def _standing_at(family_id: int) -> Select[int]:
    ends = or_(PostAnswer.question_id == family_id, PostAnswer.answer_id == family_id)
    return select(func.count()).where(ends, PostAnswer.ended_at.is_(None))
