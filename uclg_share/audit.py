"""The permanent record of who did what. Rows are added, never changed.

A trigger of the database refuses to update or delete them, and each carries the hash of
the one before: `chain.py` finds a row altered behind the program's back.
"""

# Long because: every act there is, and how it is kept, are read on one page.
from __future__ import annotations

import hashlib
import json
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, select
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share import freshness
from uclg_share.capacities import capacity_of
from uclg_share.database import Id, Model, Moment, ShortText, db, is_sqlite, now
from uclg_share.permissions import Viewer, has_part_in
from uclg_share.posts.models import Post

# Where the request came from; set once per request, empty on the command line.
ORIGIN: ContextVar[str] = ContextVar("origin", default="")
CAPACITY = "capacity"  # where a public entry keeps as what somebody acted
CHAIN_LOCK = 710_001  # one number for the advisory lock of PostgreSQL


class Verb(StrEnum):
    """Everything that is recorded, as `thing.past-participle`."""

    ACCOUNT_REGISTERED = "account.registered"
    ACCOUNT_CONFIRMED = "account.confirmed"
    ACCOUNT_SUSPENDED = "account.suspended"
    ACCOUNT_RESTORED = "account.restored"
    ACCOUNT_CHANGED = "account.changed"
    ACCOUNT_APPOINTED = "account.appointed"
    ACCOUNT_FORGOTTEN = "account.forgotten"
    ACCOUNT_DEMOTED = "account.demoted"
    EMAIL_CHANGED = "email.changed"
    PASSWORD_CHANGED = "password.changed"  # noqa: S105  the name of an act
    PASSWORD_ASKED = "password.asked"  # noqa: S105  the name of an act
    PASSWORD_PROVED = "password.proved"  # noqa: S105  the name of an act
    SIGN_IN_OPENED = "sign-in.opened"
    SIGN_IN_REFUSED = "sign-in.refused"
    SIGN_IN_ENDED = "sign-in.ended"
    ACCESS_REFUSED = "access.refused"
    ORGANISATION_PROPOSED = "organisation.proposed"
    ORGANISATION_ADDED = "organisation.added"
    ORGANISATION_CONFIRMED = "organisation.confirmed"
    ORGANISATION_DECLINED = "organisation.declined"
    ORGANISATION_CHANGED = "organisation.changed"
    AFFILIATION_ASKED = "affiliation.asked"
    AFFILIATION_CONFIRMED = "affiliation.confirmed"
    AFFILIATION_DECLINED = "affiliation.declined"
    AFFILIATION_ENDED = "affiliation.ended"
    AFFILIATION_CHANGED = "affiliation.changed"
    COMMITTEE_ADDED = "committee.added"
    COMMITTEE_CHANGED = "committee.changed"
    GROUP_ADDED = "group.added"
    GROUP_CHANGED = "group.changed"
    MEMBERSHIP_ADDED = "membership.added"
    MEMBERSHIP_ENDED = "membership.ended"
    MEMBERSHIP_CHANGED = "membership.changed"
    JOIN_ASKED = "join.asked"
    JOIN_DECLINED = "join.declined"
    JOIN_WITHDRAWN = "join.withdrawn"
    INVITATION_SENT = "invitation.sent"
    INVITATION_WITHDRAWN = "invitation.withdrawn"
    POST_STARTED = "post.started"
    POST_SUBMITTED = "post.submitted"
    POST_WITHDRAWN = "post.withdrawn"
    POST_ACCEPTED = "post.accepted"
    POST_RETURNED = "post.returned"
    POST_DECLINED = "post.declined"
    POST_REOPENED = "post.reopened"
    POST_VERIFIED = "post.verified"
    POST_UNVERIFIED = "post.unverified"
    POST_HIDDEN = "post.hidden"
    POST_RESTORED = "post.restored"
    POST_DELETED = "post.deleted"
    POST_FORGOTTEN = "post.forgotten"
    CO_AUTHOR_ASKED = "co-author.asked"
    CO_AUTHOR_ACCEPTED = "co-author.accepted"
    CO_AUTHOR_DECLINED = "co-author.declined"
    CO_AUTHOR_ENDED = "co-author.ended"
    SIGNATURE_ASKED = "signature.asked"
    SIGNATURE_GIVEN = "signature.given"
    SIGNATURE_DECLINED = "signature.declined"
    SIGNATURE_WITHDRAWN = "signature.withdrawn"
    SUCCESSION_OPENED = "succession.opened"
    SUCCESSION_ASKED = "succession.asked"
    SUCCESSION_ACCEPTED = "succession.accepted"
    SUCCESSION_DECLINED = "succession.declined"
    FILE_REMOVED = "file.removed"
    TRANSLATION_STARTED = "translation.started"
    TEXTS_IMPORTED = "texts.imported"
    TEXTS_EXPORTED = "texts.exported"
    DATA_EXPORTED = "data.exported"
    COMMENT_WRITTEN = "comment.written"
    COMMENT_EDITED = "comment.edited"
    COMMENT_DELETED = "comment.deleted"
    COMMENT_HIDDEN = "comment.hidden"
    COMMENT_RESTORED = "comment.restored"
    TALK_CLOSED = "talk.closed"
    TALK_OPENED = "talk.opened"
    HELPFUL_SAID = "helpful.said"
    HELPFUL_WITHDRAWN = "helpful.withdrawn"
    FLAG_RAISED = "flag.raised"
    FLAG_SETTLED = "flag.settled"
    ANSWER_ACCEPTED = "answer.accepted"
    ANSWER_WITHDRAWN = "answer.withdrawn"
    ANSWER_LINKED = "answer.linked"
    ANSWER_UNLINKED = "answer.unlinked"
    MESSAGE_SENT = "message.sent"
    MESSAGE_ANSWERED = "message.answered"
    CONTENT_LOADED = "content.loaded"
    MAIL_RETRIED = "mail.retried"
    MAIL_CHOSEN = "mail.chosen"
    MAIL_STOPPED = "mail.stopped"
    MAIL_RESUMED = "mail.resumed"
    MAIL_PAUSED = "mail.paused"
    FEED_MADE = "feed.made"
    FEED_REVOKED = "feed.revoked"
    POST_PINNED = "post.pinned"
    POST_UNPINNED = "post.unpinned"
    POST_ARCHIVED = "post.archived"
    POST_REVIVED = "post.revived"
    TAG_REMOVED = "tag.removed"
    TAG_RETURNED = "tag.returned"
    GROUP_ARCHIVED = "group.archived"
    GROUP_REOPENED = "group.reopened"
    SUGGESTION_MADE = "suggestion.made"
    SUGGESTION_TAKEN = "suggestion.taken"
    SUGGESTION_LEFT = "suggestion.left"
    REVIEW_CLAIMED = "review.claimed"
    REVIEW_RELEASED = "review.released"
    REVIEW_HANDED = "review.handed"
    REASON_ADDED = "reason.added"
    REASON_CHANGED = "reason.changed"
    REASON_RETIRED = "reason.retired"
    TAG_KEPT = "tag.kept"
    FOLLOWING_BEGUN = "following.begun"
    FOLLOWING_ENDED = "following.ended"
    READING_SAVED = "reading.saved"
    READING_NOTED = "reading.noted"
    READING_REMOVED = "reading.removed"
    READING_RESTORED = "reading.restored"
    SEARCH_SAVED = "search.saved"
    SEARCH_RENAMED = "search.renamed"
    SEARCH_REMOVED = "search.removed"
    SEARCH_RESTORED = "search.restored"


# Acts that change nothing a visitor could see; every other one makes kept pages old.
UNSEEN = {
    Verb.PASSWORD_CHANGED,
    Verb.PASSWORD_ASKED,
    Verb.PASSWORD_PROVED,
    Verb.SIGN_IN_OPENED,
    Verb.SIGN_IN_REFUSED,
    Verb.SIGN_IN_ENDED,
    Verb.ACCESS_REFUSED,
    Verb.TEXTS_EXPORTED,
    Verb.DATA_EXPORTED,
    Verb.MAIL_RETRIED,
    Verb.MAIL_CHOSEN,
    Verb.MAIL_STOPPED,
    Verb.MAIL_RESUMED,
    Verb.MAIL_PAUSED,
    Verb.FEED_MADE,
    Verb.FEED_REVOKED,
    Verb.READING_SAVED,
    Verb.READING_NOTED,
    Verb.READING_REMOVED,
    Verb.READING_RESTORED,
    Verb.SEARCH_SAVED,
    Verb.SEARCH_RENAMED,
    Verb.SEARCH_REMOVED,
    Verb.SEARCH_RESTORED,
}


class Audience(StrEnum):
    # Everybody who may read the group; without the name of who acted, and without a
    # reason unless `public_log/sorts.py` lists the verb.
    PUBLIC = "public"
    GROUP = "group"
    COORDINATORS = "coordinators"
    ADMINISTRATORS = "administrators"


# The public log reads these rows alone: a small part, in the order it shows them.
IS_PUBLIC = sql("audience = 'public'")
PUBLIC: dict[str, Any] = {"sqlite_where": IS_PUBLIC, "postgresql_where": IS_PUBLIC}


class AuditEntry(Model):
    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_order", "at", "id"),
        Index("ix_audit_entry_public", "at", "id", "group_id", "verb", **PUBLIC),
        Index(
            "ix_audit_entry_public_of_group", "group_id", "at", "id", "verb", **PUBLIC
        ),
    )

    id: Mapped[Id]
    at: Mapped[Moment] = mapped_column(default=now)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    verb: Mapped[Verb] = mapped_column(index=True)
    subject: Mapped[ShortText] = mapped_column(index=True)
    group_id: Mapped[int | None] = mapped_column(
        ForeignKey("working_group.id"), index=True
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    audience: Mapped[Audience] = mapped_column(default=Audience.ADMINISTRATORS)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    def sealed(self) -> str:
        """The hash this row should carry, from everything it says."""
        words = [
            self.at.isoformat(),
            self.actor_id,
            self.verb.value,
            self.subject,
            self.group_id,
            self.reason,
            self.data,
            self.audience.value,
            self.previous_hash,
        ]
        text = json.dumps(words, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class AuditOrigin(Model):
    """The network address behind an entry: kept apart, for it is not kept long."""

    __tablename__ = "audit_origin"

    entry_id: Mapped[int] = mapped_column(
        ForeignKey("audit_entry.id"), primary_key=True
    )
    address: Mapped[ShortText]


def record(
    viewer: Viewer,
    verb: Verb,
    subject: Model | str,
    *,
    group_id: int | None = None,
    reason: str = "",
    audience: Audience = Audience.ADMINISTRATORS,
    **data: Any,
) -> AuditEntry:
    """Write an act down, in the transaction of the act.

    Holds a lock until the commit, so that the chain of hashes has no forks. `data`
    must be plain JSON and hold no secret. A public entry also says as what they acted.
    """
    db.session.flush()  # the subject needs its id
    take_turn()
    if audience is Audience.PUBLIC:
        data[CAPACITY] = capacity_of(viewer, subject, group_id, data).value
    entry = AuditEntry(
        at=now(),
        actor_id=viewer.account_id or None,
        verb=verb,
        subject=subject if isinstance(subject, str) else name_of(subject),
        group_id=group_id,
        reason=reason or "",
        data=data,
        audience=audience,
    )
    return _append(entry)


def whose(viewer: Viewer, post: Post) -> dict[str, Any]:
    """What an entry says besides when somebody judged a text they have a part in."""
    return {"own_post": True} if has_part_in(viewer, post) else {}


def _last_hash() -> str:
    last = select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    return db.session.scalar(last) or ""


def _append(entry: AuditEntry) -> AuditEntry:
    entry.previous_hash = _last_hash()
    entry.hash = entry.sealed()
    db.session.add(entry)
    db.session.flush()
    if entry.audience is Audience.PUBLIC or entry.verb not in UNSEEN:
        freshness.renew()
    if address := ORIGIN.get():
        db.session.add(AuditOrigin(entry_id=entry.id, address=address))
    return entry


def take_turn() -> None:
    """Let one act at a time through until the commit; for acts that first look."""
    if not is_sqlite():  # there the transaction itself began with the lock
        db.session.execute(sql(f"SELECT pg_advisory_xact_lock({CHAIN_LOCK})"))


def name_of(subject: Model) -> str:
    """`post:12`: what an entry says it is about."""
    return f"{subject.__tablename__}:{subject.id}"  # type: ignore[attr-defined]
