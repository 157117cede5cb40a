from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, Model, Moment, now
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post


class Message(Model):
    """A question to the author of a post, or a line of the conversation after it."""

    __tablename__ = "message"

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    # The question this line belongs to; null for the question itself.
    question_id: Mapped[int | None] = mapped_column(
        ForeignKey("message.id"), index=True
    )
    sender_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    language: Mapped[str] = mapped_column(String(8), default="en")
    body: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[Moment] = mapped_column(default=now)

    post: Mapped[Post] = relationship()
    sender: Mapped[Account] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
