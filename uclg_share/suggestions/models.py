from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, now
from uclg_share.reviews.models import Review


class Fate(StrEnum):
    """What the author did with words that were suggested."""

    TAKEN = "taken"
    LEFT = "left"


class Suggestion(Model):
    """Other words for a text in review; each coordinator has one for each review."""

    __tablename__ = "suggestion"
    __table_args__ = (Unique("review_id", "by_id"),)

    id: Mapped[Id]
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    made_at: Mapped[Moment] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(Text, default="")
    # From then on the author sees it; before, the desk alone.
    told_at: Mapped[MaybeMoment]
    # One more with each saving: of two windows the second is told.
    version: Mapped[int] = mapped_column(default=1)

    review: Mapped[Review] = relationship()
    by: Mapped[Account] = relationship()
    texts: Mapped[list[SuggestedText]] = relationship(
        back_populates="suggestion",
        order_by="SuggestedText.id",
        cascade="all, delete-orphan",
    )


class SuggestedText(Model):
    """Other words for one part: "title", "summary" or the key of a section."""

    __tablename__ = "suggested_text"
    __table_args__ = (Unique("suggestion_id", "part"),)

    id: Mapped[Id]
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"))
    part: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(Text)
    fate: Mapped[Fate | None]
    settled_at: Mapped[MaybeMoment]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    suggestion: Mapped[Suggestion] = relationship(back_populates="texts")
    settled_by: Mapped[Account | None] = relationship()
