# Long because: the tables of a post and their vocabularies are read side by side.
from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import (
    Id,
    MaybeMoment,
    Model,
    Moment,
    Names,
    ShortText,
    Strings,
    Utc,
    now,
)
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.organisations.models import Organisation

IS_OPEN = "open_since IS NOT NULL"
IS_PUBLIC = (
    "reach = 'public' AND published_at IS NOT NULL"
    " AND deleted_at IS NULL AND archived_at IS NULL"
)


def _public(name: str, *columns: str) -> Index:
    """An index of what everybody may read and lists show, and of nothing else."""
    where = text(IS_PUBLIC)
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Kind(StrEnum):
    CASE_STUDY = "case_study"
    EXPERIENCE = "experience"
    QUESTION = "question"
    DEBATE = "debate"
    ANNOUNCEMENT = "announcement"

    @property
    def is_talk(self) -> bool:
        """A discussion: it asks for answers and says nothing that was done."""
        return self in {Kind.QUESTION, Kind.DEBATE, Kind.ANNOUNCEMENT}


class Stage(StrEnum):
    """Where the author's newest text stands, whatever the public reads."""

    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class Reach(StrEnum):
    """Who may read what was accepted."""

    PUBLIC = "public"
    GROUP = "group"
    HIDDEN = "hidden"


class Status(StrEnum):
    PILOT = "pilot"
    ONGOING = "ongoing"
    COMPLETED = "completed"
    SUSPENDED = "suspended"


class Evidence(StrEnum):
    EXPECTED = "expected"
    OWN_MONITORING = "own-monitoring"
    INDEPENDENT_EVALUATION = "independent-evaluation"
    AWARD_OR_PEER_REVIEW = "award-or-peer-review"


class PopulationBand(StrEnum):
    UNDER_50K = "under-50k"
    TO_1M = "50k-1m"
    OVER_1M = "over-1m"
    NOT_APPLICABLE = "not-applicable"


class Licence(StrEnum):
    CC_BY = "CC-BY-4.0"
    CC_BY_SA = "CC-BY-SA-4.0"
    CC_BY_NC = "CC-BY-NC-4.0"


class Completeness(StrEnum):
    """How far a published text goes; whether it was verified is a fact of its own."""

    OUTLINE = "outline"
    COMPLETE = "complete"


class MadeBy(StrEnum):
    """Who made a translation."""

    PERSON = "person"
    MACHINE = "machine"


class Talk(StrEnum):
    """Whether people may comment below a post."""

    OPEN = "open"
    # What was said is shown; nothing is added.
    LOCKED = "locked"
    # What was said is not shown either.
    OFF = "off"


class PartnerRole(StrEnum):
    LEAD = "lead"
    IMPLEMENTING = "implementing"
    FUNDING = "funding"
    TECHNICAL = "technical"
    PEER = "peer"
    BENEFICIARY = "beneficiary"
    PARTNER = "partner"


class Theme(Model):
    __tablename__ = "theme"

    slug: Mapped[str] = mapped_column(String(60), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    names: Mapped[Names]


class Sdg(Model):
    __tablename__ = "sdg"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    names: Mapped[Names]


post_theme = Table(
    "post_theme",
    Model.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("theme_slug", ForeignKey("theme.slug"), primary_key=True, index=True),
    # A copy of the post's own, so that the page of a theme is one index range.
    Column("published_at", Utc, nullable=True),
    Index("ix_post_theme_newest", "theme_slug", "post_id"),
    Index("ix_post_theme_feed", "theme_slug", "published_at", "post_id"),
)
post_sdg = Table(
    "post_sdg",
    Model.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("sdg_number", ForeignKey("sdg.number"), primary_key=True, index=True),
)
post_organisation = Table(
    "post_organisation",
    Model.metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Index("ix_post_organisation_signed", "organisation_id", "post_id"),
)


class Post(Model):
    """Something shared. Its live columns are empty until a coordinator accepts it."""

    __tablename__ = "post"
    __table_args__ = (
        Index("ix_post_newest_of", "country", "published_at", "id"),
        # What programs read through, by number or in the order of its changes.
        _public("ix_post_public", "id"),
        _public("ix_post_public_changed", "updated_at", "id"),
        _public("ix_post_public_country", "country", "id"),
        _public("ix_post_public_kind", "kind", "id"),
        _public("ix_post_public_language", "language", "id"),
        _public("ix_post_public_organisation", "organisation_id", "id"),
    )

    id: Mapped[Id]
    kind: Mapped[Kind]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    lead_group_id: Mapped[int | None] = mapped_column(
        ForeignKey("working_group.id"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    language: Mapped[str] = mapped_column(String(8), default="en")
    # An original carries its own id; its translations carry the original's.
    family_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"), index=True)
    # The experience a case study grew out of.
    developed_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id"), index=True
    )
    # Of a practice begun as an answer: the question, until it is published.
    answers_question_id: Mapped[int | None] = mapped_column(
        ForeignKey("post.id"), index=True
    )
    # Who answers for it since its author left the organisation; else the author does.
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    # Where a compiled practice comes from, so that loading twice changes nothing.
    seed_slug: Mapped[str | None] = mapped_column(String(200), unique=True)
    is_compiled: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[Stage] = mapped_column(default=Stage.DRAFT)
    working_title: Mapped[ShortText] = mapped_column(default="")
    created_at: Mapped[Moment] = mapped_column(default=now)
    changed_at: Mapped[Moment] = mapped_column(default=now)
    deleted_at: Mapped[MaybeMoment]
    version: Mapped[int] = mapped_column(default=1)

    # The live snapshot.
    live_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", use_alter=True)
    )
    reach: Mapped[Reach | None]
    slug: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[str | None] = mapped_column(String(200))
    summary: Mapped[str | None] = mapped_column(Text)
    body: Mapped[dict[str, str] | None] = mapped_column(JSON, deferred=True)
    plain_text: Mapped[str | None] = mapped_column(Text, deferred=True)
    place: Mapped[str | None] = mapped_column(String(200))
    country: Mapped[str | None] = mapped_column(String(2), index=True)
    countries: Mapped[Strings] = mapped_column(default=list)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    started: Mapped[str | None] = mapped_column(String(7))
    ended: Mapped[str | None] = mapped_column(String(7))
    status: Mapped[Status | None]
    evidence: Mapped[Evidence | None]
    licence: Mapped[Licence | None]
    completeness: Mapped[Completeness | None]
    # A coordinator checked what this text rests on; over when a newer one is accepted.
    verified_at: Mapped[MaybeMoment]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    # Of a translation: who made it, and what the original has changed since.
    made_by: Mapped[MadeBy | None]
    stale_parts: Mapped[Strings] = mapped_column(default=list)
    published_at: Mapped[MaybeMoment]
    updated_at: Mapped[MaybeMoment]
    hidden_at: Mapped[MaybeMoment]
    hidden_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    hidden_reason: Mapped[str] = mapped_column(Text, default="")
    # No longer current: read at its address, in no list. A translation has it of its
    # original.
    archived_at: Mapped[MaybeMoment]
    archived_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    archived_reason: Mapped[str] = mapped_column(Text, default="")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("post.id"))
    talk: Mapped[Talk] = mapped_column(default=Talk.OPEN)
    talk_closed_at: Mapped[MaybeMoment]
    talk_closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    talk_reason: Mapped[str] = mapped_column(Text, default="")
    # Kept counters; `comments/counters.py` says when they change.
    comment_count: Mapped[int] = mapped_column(default=0)
    helpful_count: Mapped[int] = mapped_column(default=0)
    # Of every text of a family alike; `answers/carrying.py` keeps them. When an answer
    # to a question was accepted, and how many practices answer it or it answers.
    answered_at: Mapped[MaybeMoment]
    link_count: Mapped[int] = mapped_column(default=0)

    author: Mapped[Account | None] = relationship(foreign_keys=author_id)
    keeper: Mapped[Account | None] = relationship(foreign_keys=keeper_id)
    lead_group: Mapped[WorkingGroup | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship(
        foreign_keys=organisation_id
    )
    # Of an original: itself.
    original: Mapped[Post | None] = relationship(
        foreign_keys=family_id, remote_side="Post.id", viewonly=True
    )
    successor: Mapped[Post | None] = relationship(
        foreign_keys=successor_id, remote_side="Post.id"
    )
    live_revision: Mapped[Revision | None] = relationship(
        foreign_keys=live_revision_id, post_update=True
    )
    revisions: Mapped[list[Revision]] = relationship(
        back_populates="post",
        foreign_keys="Revision.post_id",
        order_by="Revision.number",
        cascade="all, delete-orphan",
    )
    placements: Mapped[list[Placement]] = relationship(
        back_populates="post", cascade="all, delete-orphan"
    )
    committee_placements: Mapped[list[CommitteePlacement]] = relationship(
        back_populates="post", cascade="all, delete-orphan"
    )
    themes: Mapped[list[Theme]] = relationship(
        secondary=post_theme, order_by=Theme.position
    )
    sdgs: Mapped[list[Sdg]] = relationship(secondary=post_sdg, order_by=Sdg.number)
    co_organisations: Mapped[list[Organisation]] = relationship(
        secondary=post_organisation, order_by=Organisation.name
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form

    @property
    def answering(self) -> Account | None:
        """Who hears of what becomes of it."""
        return self.keeper or self.author

    @property
    def is_translation(self) -> bool:
        return self.family_id is not None and self.family_id != self.id

    @property
    def is_live(self) -> bool:
        return self.published_at is not None and self.hidden_at is None

    @property
    def is_current(self) -> bool:
        """Live, and in the lists."""
        return self.is_live and self.archived_at is None


class Revision(Model):
    """What an author wrote at one moment; rows are added, never changed."""

    __tablename__ = "revision"
    __table_args__ = (Unique("post_id", "number"),)

    id: Mapped[Id]
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    number: Mapped[int]
    editor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment] = mapped_column(default=now)
    # A `Draft` as plain data; `posts/drafts.py` reads and writes it.
    content: Mapped[dict[str, Any]] = mapped_column(JSON)

    post: Mapped[Post] = relationship(back_populates="revisions", foreign_keys=post_id)
    editor: Mapped[Account | None] = relationship()


class WorkingCopy(Model):
    """What an author has typed since the last revision, kept while they type."""

    __tablename__ = "working_copy"

    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    # The number of the revision it was written on.
    base: Mapped[int]
    # One more with each keeping: who knows a smaller number is an older window.
    sequence: Mapped[int] = mapped_column(default=0)
    # The fields of the form as they were typed, right or wrong.
    content: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    kept_at: Mapped[Moment] = mapped_column(default=now)


class Placement(Model):
    """The tag of a post to a group: the line that puts it in that feed."""

    __tablename__ = "placement"
    __table_args__ = (
        Index("ix_placement_feed", "group_id", "reach", "published_at", "post_id"),
        Index("ix_placement_family", "group_id", "family_id", "language"),
        Index(
            "ix_placement_pinned",
            "group_id",
            "pinned_until",
            sqlite_where=text("pinned_until IS NOT NULL"),
            postgresql_where=text("pinned_until IS NOT NULL"),
        ),
        Index(
            "ix_placement_open",
            "group_id",
            "reach",
            "open_since",
            "post_id",
            sqlite_where=text(IS_OPEN),
            postgresql_where=text(IS_OPEN),
        ),
    )

    group_id: Mapped[int] = mapped_column(
        ForeignKey("working_group.id"), primary_key=True
    )
    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, index=True
    )
    # Copies of the post's own columns, kept so that the feed is one index range.
    reach: Mapped[Reach]
    published_at: Mapped[Moment]
    kind: Mapped[Kind]
    family_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))
    # Of an original alone: how long its family stands at the head of this feed.
    pinned_until: Mapped[MaybeMoment]
    pinned_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    # When a question was published, as long as no answer to it is accepted.
    open_since: Mapped[MaybeMoment]

    post: Mapped[Post] = relationship(back_populates="placements")
    group: Mapped[WorkingGroup] = relationship()

    @property
    def is_pinned(self) -> bool:
        """Shown at the head at this moment: it ends by itself."""
        is_due = self.pinned_until is not None and self.pinned_until > now()
        return is_due and self.reach is not Reach.HIDDEN


class CommitteePlacement(Model):
    """The tag of a post to a committee; the same copies as `Placement`."""

    __tablename__ = "committee_placement"
    __table_args__ = (
        Index(
            "ix_committee_placement_feed",
            "committee_id",
            "reach",
            "published_at",
            "post_id",
        ),
        Index("ix_committee_placement_family", "committee_id", "family_id", "language"),
    )

    committee_id: Mapped[int] = mapped_column(
        ForeignKey("committee.id"), primary_key=True
    )
    post_id: Mapped[int] = mapped_column(
        ForeignKey("post.id"), primary_key=True, index=True
    )
    reach: Mapped[Reach]
    published_at: Mapped[Moment]
    kind: Mapped[Kind]
    family_id: Mapped[int]
    language: Mapped[str] = mapped_column(String(8))

    post: Mapped[Post] = relationship(back_populates="committee_placements")
    committee: Mapped[Committee] = relationship()
