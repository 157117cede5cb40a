from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uclg_share.accounts.models import Account
from uclg_share.database import Id, MaybeMoment, Model, Moment, ShortText, now


class Topic(StrEnum):
    """What a notification is about; each has a folder in templates/emails."""

    CONFIRM_EMAIL = "confirm_email"
    ALREADY_REGISTERED = "already_registered"
    RESET_PASSWORD = "reset_password"  # noqa: S105  the name of a topic
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  the name of a topic
    CHANGE_EMAIL = "change_email"
    EMAIL_CHANGED = "email_changed"
    AFFILIATION_ASKED = "affiliation_asked"
    AFFILIATION_CONFIRMED = "affiliation_confirmed"
    AFFILIATION_DECLINED = "affiliation_declined"
    JOIN_ASKED = "join_asked"
    JOIN_ADMITTED = "join_admitted"
    JOIN_DECLINED = "join_declined"
    INVITED = "invited"
    APPOINTED = "appointed"
    MEMBERSHIP_ENDED = "membership_ended"
    POST_SUBMITTED = "post_submitted"
    POST_ACCEPTED = "post_accepted"
    POST_RETURNED = "post_returned"
    POST_DECLINED = "post_declined"
    POST_REOPENED = "post_reopened"
    POST_HIDDEN = "post_hidden"
    TRANSLATION_PUBLISHED = "translation_published"
    ORIGINAL_CHANGED = "original_changed"
    FILE_TAKEN_DOWN = "file_taken_down"
    POST_SENT_BY_OTHER = "post_sent_by_other"
    CO_AUTHOR_ASKED = "co_author_asked"
    CO_AUTHOR_ANSWERED = "co_author_answered"
    SIGNATURE_ASKED = "signature_asked"
    SIGNATURE_ANSWERED = "signature_answered"
    SUCCESSION_OPENED = "succession_opened"
    SUCCESSION_ASKED = "succession_asked"


class Notification(Model):
    """Something a person should hear of: written with the act, mailed later.

    The table is the outbox: `notifications/outbox.py` claims due rows with a lease.
    """

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_due", "mailed_at", "due_at"),)

    id: Mapped[Id]
    # Null for an address that belongs to no account (an invitation).
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    topic: Mapped[Topic]
    # Empty: the address of the account when the mail leaves.
    address: Mapped[ShortText] = mapped_column(default="")
    locale: Mapped[str] = mapped_column(String(8), default="en")
    # What the mail needs beside the account: ids and short texts, never a secret.
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[Moment] = mapped_column(default=now)
    read_at: Mapped[MaybeMoment]
    due_at: Mapped[Moment] = mapped_column(default=now)
    leased_until: Mapped[MaybeMoment]
    attempts: Mapped[int] = mapped_column(default=0)
    mailed_at: Mapped[MaybeMoment]
    # Set when the last attempt failed too; an administrator sees it.
    given_up_at: Mapped[MaybeMoment]
    error: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account | None] = relationship()
