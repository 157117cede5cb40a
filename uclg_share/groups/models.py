# Long because: a group, its committee and its people are read side by side.
from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import (
    Id,
    MaybeMoment,
    Model,
    Moment,
    Names,
    ShortText,
    Strings,
    now,
)


class CommitteeStatus(StrEnum):
    ACTIVE = "active"
    HISTORIC = "historic"
    MERGED = "merged"


class Committee(Model):
    """A statutory body of UCLG. Its spellings are aliases of one row."""

    __tablename__ = "committee"

    id: Mapped[Id]
    slug: Mapped[ShortText] = mapped_column(unique=True)
    names: Mapped[Names]
    descriptions: Mapped[Names] = mapped_column(default=dict)
    aliases: Mapped[Strings] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(Text, default="")
    note_source: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[CommitteeStatus] = mapped_column(default=CommitteeStatus.ACTIVE)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("committee.id"))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form


class Visibility(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"


class Joining(StrEnum):
    OPEN = "open"
    APPROVAL = "approval"
    INVITATION = "invitation"


class Lifecycle(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    ARCHIVED = "archived"


class WorkingGroup(Model):
    __tablename__ = "working_group"

    id: Mapped[Id]
    slug: Mapped[ShortText] = mapped_column(unique=True)
    position: Mapped[int] = mapped_column(default=0)
    names: Mapped[Names]
    short_descriptions: Mapped[Names] = mapped_column(default=dict)
    descriptions: Mapped[Names] = mapped_column(default=dict, deferred=True)
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("committee.id"))
    # The key of its colour and its sign: city, cib, migr, tour, led, mena, a, b, c, d.
    accent: Mapped[str] = mapped_column(String(8), default="a")
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    joining: Mapped[Joining] = mapped_column(default=Joining.APPROVAL)
    guidelines: Mapped[Strings] = mapped_column(default=list, deferred=True)
    lifecycle: Mapped[Lifecycle] = mapped_column(default=Lifecycle.ACTIVE)
    # Whether a case study may be published before all its parts are written.
    takes_outlines: Mapped[bool] = mapped_column(default=False)
    # Whether people may comment below what it publishes.
    takes_comments: Mapped[bool] = mapped_column(default=True)
    # Within how many working days its coordinators mean to answer.
    review_days: Mapped[int] = mapped_column(default=3)
    # Kept counters, so that no page counts; `groups/counters.py` says when they change.
    post_count: Mapped[int] = mapped_column(default=0)
    case_study_count: Mapped[int] = mapped_column(default=0)
    talk_count: Mapped[int] = mapped_column(default=0)
    open_question_count: Mapped[int] = mapped_column(default=0)
    country_count: Mapped[int] = mapped_column(default=0)
    member_count: Mapped[int] = mapped_column(default=0)
    coordinator_count: Mapped[int] = mapped_column(default=0)
    last_published_at: Mapped[MaybeMoment]
    archived_at: Mapped[MaybeMoment]
    archived_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    # Only the lines of `shelf.py` know them.
    followed: Mapped[bool | None] = query_expression()
    has_pins: Mapped[bool | None] = query_expression()
    stamp: Mapped[int | None] = query_expression()

    committee: Mapped[Committee | None] = relationship()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form

    @property
    def is_public(self) -> bool:
        """What it publishes is for everybody; a group in preparation shows nothing."""
        seen = self.visibility is Visibility.PUBLIC
        return seen and self.lifecycle is not Lifecycle.DRAFT

    @property
    def is_archived(self) -> bool:
        return self.lifecycle is Lifecycle.ARCHIVED


class Role(StrEnum):
    MEMBER = "member"
    COORDINATOR = "coordinator"


class Membership(Model):
    __tablename__ = "membership"
    __table_args__ = (
        # One membership at a time; those that ended stay as history.
        Index(
            "uq_membership_current",
            "group_id",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    joined_at: Mapped[Moment] = mapped_column(default=now)
    ended_at: Mapped[MaybeMoment]

    group: Mapped[WorkingGroup] = relationship()
    account: Mapped[Account] = relationship()


class Answer(StrEnum):
    WAITING = "waiting"
    ADMITTED = "admitted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class JoinRequest(Model):
    __tablename__ = "join_request"
    __table_args__ = (
        Index(
            "uq_join_request_waiting",
            "group_id",
            "account_id",
            unique=True,
            sqlite_where=text("answer = 'waiting'"),
            postgresql_where=text("answer = 'waiting'"),
        ),
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    message: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[Moment] = mapped_column(default=now)
    answer: Mapped[Answer] = mapped_column(default=Answer.WAITING)
    reason: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[MaybeMoment]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    group: Mapped[WorkingGroup] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=account_id)
    answered_by: Mapped[Account | None] = relationship(foreign_keys=answered_by_id)


class Invitation(Model):
    """A coordinator asks somebody in by mail; the link is good once, for two weeks."""

    __tablename__ = "invitation"

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"), index=True)
    email: Mapped[ShortText]
    email_key: Mapped[ShortText] = mapped_column(index=True)
    locale: Mapped[str] = mapped_column(String(8), default="en")
    nonce: Mapped[str] = mapped_column(String(64))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment] = mapped_column(default=now)
    expires_at: Mapped[Moment]
    accepted_at: Mapped[MaybeMoment]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[MaybeMoment]

    group: Mapped[WorkingGroup] = relationship()
    invited_by: Mapped[Account] = relationship(foreign_keys=invited_by_id)

    def is_good(self, moment: datetime) -> bool:
        over = self.accepted_at or self.withdrawn_at
        return over is None and moment < self.expires_at
