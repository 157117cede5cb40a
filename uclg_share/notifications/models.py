# Long because: what there is to tell, to whom, how often and how far it is told are
# one picture.
from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
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
    POST_RESTORED = "post_restored"
    POST_COMMENTED = "post_commented"
    COMMENT_ANSWERED = "comment_answered"
    MENTIONED = "mentioned"
    COMMENT_HIDDEN = "comment_hidden"
    COMMENT_RESTORED = "comment_restored"
    FLAG_RAISED = "flag_raised"
    FLAG_SETTLED = "flag_settled"
    AUTHOR_ASKED = "author_asked"
    MESSAGE_ANSWERED = "message_answered"
    ANSWER_ACCEPTED = "answer_accepted"
    QUESTION_ANSWERED = "question_answered"
    DIGEST = "digest"
    MAIL_PAUSED = "mail_paused"
    TAG_REMOVED = "tag_removed"
    TAG_RETURNED = "tag_returned"
    POST_ARCHIVED = "post_archived"
    POST_REVIVED = "post_revived"
    GROUP_ARCHIVED = "group_archived"
    SUGGESTION_MADE = "suggestion_made"
    SUGGESTION_TAKEN = "suggestion_taken"
    DESK_WAITS = "desk_waits"
    DESK_FORGOTTEN = "desk_forgotten"
    REVIEW_HANDED = "review_handed"
    FOLLOWED_POSTS = "followed_posts"
    FOLLOWED_CHANGED = "followed_changed"
    FOLLOWED_COMMENTED = "followed_commented"
    SEARCH_FOUND = "search_found"


class News(StrEnum):
    """What a person may want often, seldom or never; all other mail leaves at once."""

    POSTS = "posts"
    DESK = "desk"
    PEOPLE = "people"
    TALK = "talk"
    FOLLOWED = "followed"
    SEARCHES = "searches"


class Frequency(StrEnum):
    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


class Notification(Model):
    """Something a person should hear of: written with the act, mailed later.

    The table is the outbox: `notifications/outbox.py` claims due rows with a lease.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_due", "mailed_at", "due_at"),
        Index("ix_notification_inbox", "account_id", "created_at", "id"),
        Index(
            "ix_notification_unread",
            "account_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notification_held",
            "account_id",
            sqlite_where=text("held IS NOT NULL"),
            postgresql_where=text("held IS NOT NULL"),
        ),
    )

    id: Mapped[Id]
    # Null for an address that belongs to no account (an invitation).
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    # What can exist once alone: the digest of one person for one day.
    key: Mapped[str | None] = mapped_column(String(80), unique=True)
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
    # Waits for a digest of this frequency instead of leaving by itself.
    held: Mapped[Frequency | None]
    # Set when the last attempt failed too; an administrator sees it.
    given_up_at: Mapped[MaybeMoment]
    error: Mapped[str] = mapped_column(Text, default="")

    account: Mapped[Account | None] = relationship()


class Preference(Model):
    """How often somebody wants one kind of news, from one group or from all of them.

    There is a row only where it differs from what is usual (`kinds.USUAL`).
    """

    __tablename__ = "preference"
    __table_args__ = (
        Index(
            "uq_preference_everywhere",
            "account_id",
            "news",
            unique=True,
            sqlite_where=text("group_id IS NULL"),
            postgresql_where=text("group_id IS NULL"),
        ),
        Unique("account_id", "news", "group_id"),
    )

    id: Mapped[Id]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    # Null for all groups that have no row of their own.
    group_id: Mapped[int | None] = mapped_column(ForeignKey("working_group.id"))
    news: Mapped[News]
    frequency: Mapped[Frequency]
    # After one click on "no more": what held before, by group, for the way back.
    former: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


class Mailing(Model):
    """What has to be remembered of the mail to one person."""

    __tablename__ = "mailing"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    # Stands for the person in links to unsubscribe, and tells nothing about them.
    alias: Mapped[str] = mapped_column(String(32), unique=True)
    # When the next digests are due; null for a frequency nobody asked for.
    daily_at: Mapped[MaybeMoment] = mapped_column(index=True)
    weekly_at: Mapped[MaybeMoment] = mapped_column(index=True)
    # For who wants each post at once: the last announcement looked at.
    each_from: Mapped[int | None] = mapped_column(index=True)
    # Refused by the mail server of the person, one after another.
    bounces: Mapped[int] = mapped_column(default=0)
    bounced_at: Mapped[MaybeMoment]
    paused_at: Mapped[MaybeMoment]
    # The person wants no mail at all.
    stopped_at: Mapped[MaybeMoment]
    # The private feed: as with `OneTimeKey`, the address itself is not stored.
    feed_nonce: Mapped[str] = mapped_column(String(64), default="")
    feed_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    feed_made_at: Mapped[MaybeMoment]

    account: Mapped[Account] = relationship()


class Announcement(Model):
    """A practice that is new in a group; a translation of it is not new again.

    Numbered as they come: digests go by the number, whatever clocks say.
    """

    __tablename__ = "announcement"
    __table_args__ = (
        Unique("group_id", "family_id"),
        Index("ix_announcement_order", "group_id", "id"),
        Index("ix_announcement_lately", "group_id", "announced_at"),
        # A number is never given twice, also when the newest row is gone.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    group_id: Mapped[int] = mapped_column(ForeignKey("working_group.id"))
    family_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("post.id"), index=True)
    announced_at: Mapped[Moment] = mapped_column(default=now, index=True)
    # It came through another group, and a coordinator of this one lets it stay.
    seen_at: Mapped[MaybeMoment]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Mark(Model):
    """How far a member has been told of a group's announcements: after `first`, up to
    `last`. A new membership begins anew."""

    __tablename__ = "digest_mark"

    membership_id: Mapped[int] = mapped_column(
        ForeignKey("membership.id"), primary_key=True, autoincrement=False
    )
    first: Mapped[int]
    last: Mapped[int]
