from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.posts.models import Post

LONGEST_NOTE = 300


class SavedPost(Model):
    """A practice somebody keeps to read, whatever languages it is told in."""

    __tablename__ = "saved_post"
    __table_args__ = (
        Unique("account_id", "family_id"),
        Index("ix_saved_post_newest", "account_id", "at", "id"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    family_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    at: Mapped[Moment] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")
    # Taken off the list; the row goes with the next that is taken off.
    removed_at: Mapped[MaybeMoment]

    original: Mapped[Post] = relationship()
