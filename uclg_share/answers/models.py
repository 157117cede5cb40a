from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment
from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.posts.models import Post

STANDS = "ended_at IS NULL"


class AcceptedAnswer(Model):
    """The one comment that answered a question; who takes it back removes the row."""

    __tablename__ = "accepted_answer"

    # The original: a question and its translations have one answer.
    question_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[Moment] = mapped_column(default=now)

    comment: Mapped[Comment] = relationship()


class PostAnswer(Model):
    """Somebody says that a practice answers a question; both are originals."""

    __tablename__ = "post_answer"
    __table_args__ = (
        Index(
            "uq_post_answer_standing",
            "question_id",
            "answer_id",
            unique=True,
            sqlite_where=text(STANDS),
            postgresql_where=text(STANDS),
        ),
    )

    id: Mapped[Id]
    question_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    at: Mapped[Moment] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[MaybeMoment]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    question: Mapped[Post] = relationship(foreign_keys=question_id)
    answer: Mapped[Post] = relationship(foreign_keys=answer_id)
    by: Mapped[Account | None] = relationship(foreign_keys=by_id)
