"""The numbers that maps, figures and the coverage table are made of."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model


class Facet(StrEnum):
    """What is told apart; the value of a number is one of it."""

    KIND = "kind"
    COUNTRY = "country"
    MONTH = "month"
    LANGUAGE = "language"
    THEME = "theme"
    SDG = "sdg"


class PublicNumber(Model):
    """How many families of posts a scope shows: of a kind, from a country, in a month.

    A scope is `site`, or a thing and its key: `group:3`, `theme:housing`.
    """

    __tablename__ = "public_number"

    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    facet: Mapped[Facet] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int]


class CountedFamily(Model):
    """As what a family stands in the numbers just now: so that it leaves them by the
    way it came, whatever has become of it meanwhile."""

    __tablename__ = "counted_family"

    family_id: Mapped[int] = mapped_column(ForeignKey("post.id"), primary_key=True)
    # The `Standing` of `counts/standing.py` as plain data.
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
