from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Post


class TagRemoval(Model):
    """A group has taken its tag off a family: no later text puts it back, until the
    group does."""

    __tablename__ = "tag_removal"
    __table_args__ = (
        Index(
            "uq_tag_removal_standing",
            "post_id",
            "group_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"), index=True)
    # The original: its translations follow.
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[Moment] = mapped_column(default=now)
    reason: Mapped[str] = mapped_column(Text, default="")
    undone_at: Mapped[MaybeMoment]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    group: Mapped[WorkingGroup] = relationship()
    post: Mapped[Post] = relationship()
    by: Mapped[Account | None] = relationship(foreign_keys=by_id)
