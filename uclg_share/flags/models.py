from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment
from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.posts.models import Post

OPEN_ON_POST = "settled_at IS NULL AND comment_id IS NULL"
OPEN_ON_COMMENT = "settled_at IS NULL AND comment_id IS NOT NULL"


class Concern(StrEnum):
    """Why somebody reports a text; the note says the rest."""

    PERSONAL_DATA = "personal_data"
    OFFENSIVE = "offensive"
    ADVERTISING = "advertising"
    WRONG_FACTS = "wrong_facts"
    COPYRIGHT = "copyright"
    OTHER = "other"


class Settlement(StrEnum):
    """What came of a report."""

    KEPT = "kept"
    HIDDEN = "hidden"


class Flag(Model):
    """Somebody reports a post, or a comment below it, to those who moderate."""

    __tablename__ = "flag"
    __table_args__ = (
        # A person has one open report of a thing at a time.
        Index(
            "uq_flag_open_post",
            "post_id",
            "by_id",
            unique=True,
            sqlite_where=text(OPEN_ON_POST),
            postgresql_where=text(OPEN_ON_POST),
        ),
        Index(
            "uq_flag_open_comment",
            "comment_id",
            "by_id",
            unique=True,
            sqlite_where=text(OPEN_ON_COMMENT),
            postgresql_where=text(OPEN_ON_COMMENT),
        ),
        Index("ix_flag_queue", "settled_at", "raised_at"),
    )

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    concern: Mapped[Concern]
    note: Mapped[str] = mapped_column(Text, default="")
    # What was reported, as it read then: its author may change or delete it.
    quoted: Mapped[str] = mapped_column(Text, default="")
    raised_at: Mapped[Moment] = mapped_column(default=now)
    settled_at: Mapped[MaybeMoment]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    settlement: Mapped[Settlement | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    post: Mapped[Post] = relationship()
    comment: Mapped[Comment | None] = relationship()
    by: Mapped[Account] = relationship(foreign_keys=by_id)
    settled_by: Mapped[Account | None] = relationship(foreign_keys=settled_by_id)
