from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.database import Id, MaybeMoment, Model, Moment, ShortText, Strings, now


class Account(Model):
    """One person who signs in."""

    __tablename__ = "account"

    id: Mapped[Id]
    email: Mapped[ShortText]
    # NFKC and case-folded: two spellings of one address are one person.
    email_key: Mapped[ShortText] = mapped_column(unique=True)
    name: Mapped[ShortText]
    job_title: Mapped[ShortText] = mapped_column(default="")
    about: Mapped[str] = mapped_column(Text, default="")
    password_hash: Mapped[ShortText]
    locale: Mapped[str] = mapped_column(String(8), default="en")
    # Languages they read besides that of the pages, the best first.
    reads: Mapped[Strings] = mapped_column(default=list)
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    is_admin: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment] = mapped_column(default=now)
    email_confirmed_at: Mapped[MaybeMoment]
    suspended_at: Mapped[MaybeMoment]
    suspended_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    suspended_reason: Mapped[ShortText] = mapped_column(default="")

    sign_ins: Mapped[list[SignIn]] = relationship(back_populates="account")

    @property
    def may_sign_in(self) -> bool:
        return self.email_confirmed_at is not None and self.suspended_at is None


class SignIn(Model):
    """One browser signed in; ending the row ends that browser at its next request."""

    __tablename__ = "sign_in"

    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[Moment] = mapped_column(default=now)
    seen_at: Mapped[Moment] = mapped_column(default=now)
    proved_at: Mapped[Moment] = mapped_column(default=now)
    device: Mapped[ShortText] = mapped_column(default="")
    ended_at: Mapped[MaybeMoment]

    account: Mapped[Account] = relationship(back_populates="sign_ins")


class Purpose(StrEnum):
    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105  the name of a purpose


class OneTimeKey(Model):
    """A link sent by mail, good for one use.

    The secret itself is never stored: it is derived from SECRET_KEY and the nonce
    when the mail is written, and found again by its hash.
    """

    __tablename__ = "one_time_key"

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    purpose: Mapped[Purpose]
    nonce: Mapped[str] = mapped_column(String(64))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    # The address it was sent to: the key dies when the account has another one.
    email: Mapped[ShortText]
    created_at: Mapped[Moment] = mapped_column(default=now)
    expires_at: Mapped[Moment]
    used_at: Mapped[MaybeMoment]

    account: Mapped[Account] = relationship()

    def is_good(self, moment: datetime) -> bool:
        moves = self.purpose is Purpose.CHANGE_EMAIL
        fits = moves or self.email == self.account.email
        return fits and self.used_at is None and moment < self.expires_at
