from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post

ON_POST, ON_COMMENT = "comment_id IS NULL", "comment_id IS NOT NULL"


class Comment(Model):
    """What somebody says below a published post, or in answer to such a comment."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_threads", "post_id", "parent_id", "id"),)

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    # One level: an answer to an answer hangs on the first comment too.
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    # The one its author wrote for; none where none had confirmed them.
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    language: Mapped[str] = mapped_column(String(8), default="en")
    body: Mapped[str] = mapped_column(Text)
    # Made when it is written, never when it is read.
    html: Mapped[str] = mapped_column(Text)
    written_at: Mapped[Moment] = mapped_column(default=now)
    edited_at: Mapped[MaybeMoment]
    # Its words are gone then; the row stays where somebody has answered.
    deleted_at: Mapped[MaybeMoment]
    hidden_at: Mapped[MaybeMoment]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    hidden_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    post: Mapped[Post] = relationship()
    parent: Mapped[Comment | None] = relationship(remote_side="Comment.id")
    author: Mapped[Account | None] = relationship(foreign_keys=author_id)
    organisation: Mapped[Organisation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form

    @property
    def is_shown(self) -> bool:
        return self.hidden_at is None and self.deleted_at is None

    @property
    def thread_id(self) -> int:
        return self.parent_id or self.id


class Wording(Model):
    """How a comment read before it was edited: for those who moderate."""

    __tablename__ = "comment_wording"

    id: Mapped[Id]
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[Moment] = mapped_column(default=now)


class Helpful(Model):
    """An organisation says that a post, or a comment below it, was of help to it."""

    __tablename__ = "helpful"
    __table_args__ = (
        Index(
            "uq_helpful_post",
            "post_id",
            "organisation_id",
            unique=True,
            sqlite_where=text(ON_POST),
            postgresql_where=text(ON_POST),
        ),
        Index(
            "uq_helpful_comment",
            "comment_id",
            "organisation_id",
            unique=True,
            sqlite_where=text(ON_COMMENT),
            postgresql_where=text(ON_COMMENT),
        ),
        Index("ix_helpful_page", "post_id", "comment_id"),
    )

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[Moment] = mapped_column(default=now)
