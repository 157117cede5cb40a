from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import MaybeMoment, Model, Moment, now


class Thing(StrEnum):
    """What can wait on a desk."""

    REVIEW = "review"
    REQUEST = "request"
    FLAG = "flag"


class Reminder(Model):
    """When somebody was reminded last of what waits on their desk."""

    __tablename__ = "reminder"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    reminded_at: Mapped[MaybeMoment]


class Escalation(Model):
    """Administrators were told that one thing waits; it is told once."""

    __tablename__ = "escalation"

    thing: Mapped[Thing] = mapped_column(primary_key=True)
    thing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    escalated_at: Mapped[Moment] = mapped_column(default=now)
