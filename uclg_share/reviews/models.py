from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, Names, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Post, Revision

# After that, whoever claimed a text is taken to have left it.
CLAIM_LASTS = timedelta(hours=1)


class Outcome(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Reason(StrEnum):
    """Why a text goes back or is declined; the note says the rest."""

    UNSOURCED = "unsourced"
    UNCLEAR = "unclear"
    INCOMPLETE = "incomplete"
    PERSONAL_DATA = "personal_data"
    OUT_OF_SCOPE = "out_of_scope"
    ADVERTISING = "advertising"
    DUPLICATE = "duplicate"
    OTHER = "other"


class GroupReason(Model):
    """A reason of one group, beside those of every group."""

    __tablename__ = "review_reason"

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"), index=True)
    names: Mapped[Names]
    # When to give it: read by the coordinators alone.
    hint: Mapped[str] = mapped_column(Text, default="")
    # Offered no more; where it was given it stays.
    retired_at: Mapped[MaybeMoment]
    version: Mapped[int] = mapped_column(default=1)

    group: Mapped[WorkingGroup] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form


Why = Reason | GroupReason


class Review(Model):
    """One revision sent to its lead group."""

    __tablename__ = "review"
    __table_args__ = (
        Index(
            "uq_review_waiting",
            "post_id",
            unique=True,
            sqlite_where=text("outcome = 'waiting'"),
            postgresql_where=text("outcome = 'waiting'"),
        ),
        Index("ix_review_queue", "group_id", "outcome", "submitted_at"),
    )

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    submitted_at: Mapped[Moment] = mapped_column(default=now)
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.WAITING)
    # Who reads it just now: a courtesy to the others and no lock.
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    claimed_at: Mapped[MaybeMoment]
    # One of every group, or one of the group's own.
    reason: Mapped[Reason | None]
    own_reason_id: Mapped[int | None] = mapped_column(ForeignKey("review_reason.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[MaybeMoment]
    # Its text was checked as well; the post shows it while readers see this text.
    verified_at: Mapped[MaybeMoment]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    post: Mapped[Post] = relationship()
    revision: Mapped[Revision] = relationship()
    group: Mapped[WorkingGroup] = relationship()
    submitted_by: Mapped[Account | None] = relationship(foreign_keys=submitted_by_id)
    decided_by: Mapped[Account | None] = relationship(foreign_keys=decided_by_id)
    claimed_by: Mapped[Account | None] = relationship(foreign_keys=claimed_by_id)
    own_reason: Mapped[GroupReason | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form

    @property
    def is_claimed(self) -> bool:
        """Somebody reads it, and began within the hour."""
        if self.outcome is not Outcome.WAITING or self.claimed_at is None:
            return False
        return now() - self.claimed_at < CLAIM_LASTS

    @property
    def claimed_until(self) -> datetime | None:
        return self.claimed_at and self.claimed_at + CLAIM_LASTS
