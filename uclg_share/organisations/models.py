# Long because: the tables of an organisation and its people are read side by side.
from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text, text
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
    now,
)
from uclg_share.text import fold


class OrganisationType(StrEnum):
    NATIONAL_LGA = "national_lga"
    SUBNATIONAL_LGA = "subnational_lga"
    INTERNATIONAL_LGA = "international_lga"
    LOCAL_GOVERNMENT = "local_government"
    REGIONAL_GOVERNMENT = "regional_government"
    METROPOLITAN_BODY = "metropolitan_body"
    LGA_AGENCY = "lga_agency"
    SOLIDARITY_FUND = "solidarity_fund"
    UCLG_SECTION = "uclg_section"
    ASSOCIATE = "associate"


class Section(Model):
    """One of UCLG's sections; an organisation chooses, no country implies one."""

    __tablename__ = "section"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    names: Mapped[Names]


organisation_section = Table(
    "organisation_section",
    Model.metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Column("section_code", ForeignKey("section.code"), primary_key=True),
)
organisation_parent = Table(
    "organisation_parent",
    Model.metadata,
    Column("organisation_id", ForeignKey("organisation.id"), primary_key=True),
    Column("parent_id", ForeignKey("organisation.id"), primary_key=True),
)


def searchable(name: str, acronym: str, local_name: str) -> str:
    """What the directory and the type-ahead look through."""
    return fold(f"{name} {acronym} {local_name}")


def sorting(name: str) -> str:
    """What lists are ordered by: É stands beside E."""
    return fold(name)[:200]


def _new_search_text(context: Any) -> str:
    given = context.get_current_parameters()
    words = (given.get(key) or "" for key in ("name", "acronym", "local_name"))
    return searchable(*words)


def _new_sort_name(context: Any) -> str:
    return sorting(context.get_current_parameters()["name"])


class Organisation(Model):
    """A member of UCLG: the true author of what its people write."""

    __tablename__ = "organisation"
    __table_args__ = (
        Index("ix_organisation_order", "sort_name", "id"),
        Index("ix_organisation_country_number", "country", "id"),
        Index("ix_organisation_type_number", "type", "id"),
    )

    id: Mapped[Id]
    slug: Mapped[ShortText] = mapped_column(unique=True)
    name: Mapped[ShortText]
    acronym: Mapped[str] = mapped_column(String(30), default="")
    local_name: Mapped[ShortText] = mapped_column(default="")
    search_text: Mapped[str] = mapped_column(Text, default=_new_search_text)
    sort_name: Mapped[ShortText] = mapped_column(default=_new_sort_name)
    type: Mapped[OrganisationType]
    country: Mapped[str | None] = mapped_column(String(2), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    website: Mapped[str] = mapped_column(String(300), default="")
    public_email: Mapped[ShortText] = mapped_column(default="")
    languages: Mapped[Strings] = mapped_column(default=list)
    description: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[Moment] = mapped_column(default=now)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    # Null while the organisation is only proposed.
    confirmed_at: Mapped[MaybeMoment]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    declined_at: Mapped[MaybeMoment]
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    version: Mapped[int] = mapped_column(default=1)

    sections: Mapped[list[Section]] = relationship(
        secondary=organisation_section, order_by=Section.code
    )
    parents: Mapped[list[Organisation]] = relationship(
        secondary=organisation_parent,
        primaryjoin=lambda: Organisation.id == organisation_parent.c.organisation_id,
        secondaryjoin=lambda: Organisation.id == organisation_parent.c.parent_id,
    )
    domains: Mapped[list[Domain]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan"
    )

    proposed_by: Mapped[Account | None] = relationship(foreign_keys=proposed_by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy's form

    @property
    def is_proposed(self) -> bool:
        return self.confirmed_at is None and self.declined_at is None


class Domain(Model):
    """An e-mail domain of the organisation's own: its people need no other proof."""

    __tablename__ = "organisation_domain"

    domain: Mapped[ShortText] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    organisation: Mapped[Organisation] = relationship(back_populates="domains")


class Role(StrEnum):
    CONTRIBUTOR = "contributor"
    EDITOR = "editor"
    REPRESENTATIVE = "representative"


OPEN = "declined_at IS NULL AND ended_at IS NULL"
UNANSWERED = f"confirmed_at IS NULL AND {OPEN}"


class Affiliation(Model):
    """A person writes for an organisation, once somebody who may say so has said so."""

    __tablename__ = "affiliation"
    __table_args__ = (
        # One at a time for a person and an organisation; the others are history.
        Index(
            "uq_affiliation_current",
            "account_id",
            "organisation_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        # Few wait at a time; the number in the header looks for them on every page.
        Index(
            "ix_affiliation_waiting",
            "organisation_id",
            sqlite_where=text(UNANSWERED),
            postgresql_where=text(UNANSWERED),
        ),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True
    )
    role: Mapped[Role] = mapped_column(default=Role.CONTRIBUTOR)
    requested_at: Mapped[Moment] = mapped_column(default=now)
    confirmed_at: Mapped[MaybeMoment]
    # Null with confirmed_at set: the address of the person was proof enough.
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    declined_at: Mapped[MaybeMoment]
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[MaybeMoment]

    account: Mapped[Account] = relationship(foreign_keys=account_id)
    organisation: Mapped[Organisation] = relationship()

    @property
    def is_waiting(self) -> bool:
        return not (self.confirmed_at or self.declined_at or self.ended_at)

    @property
    def is_current(self) -> bool:
        return self.confirmed_at is not None and self.ended_at is None
