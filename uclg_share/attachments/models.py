from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, ShortText, now
from uclg_share.posts.models import Post


class Form(StrEnum):
    """What is stored: a picture in several sizes, or one file as it came."""

    PICTURE = "picture"
    DOCUMENT = "document"


class Attachment(Model):
    """A stored file of a post. What is said about it stands in each revision.

    Which of them readers see is decided by the accepted revision: it names them.
    """

    __tablename__ = "attachment"

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    form: Mapped[Form]
    # The name it came with, cleaned: shown, and offered when it is downloaded.
    name: Mapped[ShortText]
    media_type: Mapped[str] = mapped_column(String(100))
    # Made by us, never from the name: where the store keeps it.
    key: Mapped[str] = mapped_column(String(64), unique=True)
    sha256: Mapped[str] = mapped_column(String(64))
    # Bytes of the file, of a picture those of its largest size.
    size: Mapped[int]
    # All that is stored, for the quota: every size of a picture.
    stored: Mapped[int]
    # Of the largest size of a picture, in pixels.
    width: Mapped[int | None]
    height: Mapped[int | None]
    added_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True
    )
    added_at: Mapped[Moment] = mapped_column(default=now)
    # When a version first named it; what none ever named is removed after a day.
    named_at: Mapped[MaybeMoment]
    # Taken down by a coordinator: nobody is served it any more.
    taken_down_at: Mapped[MaybeMoment]
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    taken_down_reason: Mapped[str] = mapped_column(Text, default="")

    post: Mapped[Post] = relationship()
    added_by: Mapped[Account | None] = relationship(foreign_keys=added_by_id)
