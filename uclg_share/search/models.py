"""What is published, in the form in which it is searched."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Id, MaybeMoment, Model, Moment
from uclg_share.posts.models import Reach

# In the order of the letters' numbers everywhere, so that a beginning is one range.
Folded = String(40).with_variant(String(40, collation="C"), "postgresql")


class SearchWord(Model):
    """A word of the title or the place of a post, to complete and correct what is
    typed."""

    __tablename__ = "search_word"

    word: Mapped[str] = mapped_column(Folded, primary_key=True)
    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, index=True
    )
    # As it is written there.
    shown: Mapped[str] = mapped_column(String(40))


class SearchEntry(Model):
    """One published text as a search that found it looks at it: by hundreds, so that
    an entry is short. What it is stands there as marks (`words.py`)."""

    __tablename__ = "search_entry"

    # Rises with the moment of publication, so that the newest stream out of the index.
    number: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    )
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), unique=True)
    family_id: Mapped[int] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(8))
    reach: Mapped[Reach]
    # The group that leads, whose members read what is for them alone.
    group_id: Mapped[int | None]
    verified_at: Mapped[MaybeMoment]
    # Whether the index has no other text of its family to choose from.
    is_alone: Mapped[bool]
    marks: Mapped[str] = mapped_column(Text)
    # Title, place, summary and tags, which is how much a word in them is worth.
    head: Mapped[str] = mapped_column(Text)


class SearchText(Model):
    """All the words of an entry (`entries.py`).

    The database keeps the index over it: a table of FTS5 fed by triggers on SQLite, a
    column of lexemes on PostgreSQL, both made by the migration and unknown here.
    """

    __tablename__ = "search_text"

    number: Mapped[int] = mapped_column(
        ForeignKey("search_entry.number"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(Text)


class IndexTask(Model):
    """Texts to be written into the index anew: those that have one of these phrases,
    or all that is published where there is none."""

    __tablename__ = "index_task"

    id: Mapped[Id]
    phrases: Mapped[list[list[str]]] = mapped_column(JSON)
    # The number of the last entry that was done, or the last post.
    after: Mapped[int] = mapped_column(BigInteger, default=0)
    due_at: Mapped[Moment]


class IndexForm(Model):
    """In which form of words the index was written: one row, or none before."""

    __tablename__ = "index_form"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
