"""Searches that people keep, and what is still to be compared with them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Id, MaybeMoment, Model, Moment, now

LONGEST_NAME = 120


class SavedSearch(Model):
    """A question somebody wants to hear of when something new answers it."""

    __tablename__ = "saved_search"
    __table_args__ = (Index("ix_saved_search_newest", "account_id", "at"),)

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    # As its address has it, in no language of the interface.
    query: Mapped[str] = mapped_column(Text)
    # What the index would be asked, see `matching.py`, in this form of words.
    wanted: Mapped[dict[str, Any]] = mapped_column(JSON)
    form: Mapped[int] = mapped_column(index=True)
    at: Mapped[Moment] = mapped_column(default=now)
    # The row goes with the next search that is removed.
    removed_at: Mapped[MaybeMoment]
    # The last note, which takes in what is found before it is mailed or read.
    note_id: Mapped[int | None] = mapped_column(
        ForeignKey("notification.id", ondelete="SET NULL"), index=True
    )


class SavedSearchWord(Model):
    """A text without any of these words is none the search would find."""

    __tablename__ = "saved_search_word"

    word: Mapped[str] = mapped_column(String(80), primary_key=True)
    search_id: Mapped[int] = mapped_column(
        ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class SavedSearchTold(Model):
    """Of this practice, whatever its language, the person has heard."""

    __tablename__ = "saved_search_told"

    search_id: Mapped[int] = mapped_column(
        ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True
    )
    family_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, index=True
    )


class NewText(Model):
    """Published for the first time, and not yet compared with every saved search."""

    __tablename__ = "new_text"

    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, autoincrement=False
    )
    # When its acceptance can be taken back no more.
    due_at: Mapped[Moment] = mapped_column(index=True)
    # The last search it was compared with.
    after: Mapped[int] = mapped_column(default=0)
