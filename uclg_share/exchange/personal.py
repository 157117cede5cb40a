"""What is kept of a person, table by table: what they are given, and what not and why.

A test compares this with the tables there are: a new table or column that points to a
person, or one that is neither given nor withheld, fails it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from uclg_share.accounts.models import Account, OneTimeKey, SignIn
from uclg_share.attachments.models import Attachment
from uclg_share.audit import AuditEntry
from uclg_share.authorship.models import CoAuthor, CoSignature, Succession
from uclg_share.database import Model
from uclg_share.exchange.models import Parcel
from uclg_share.groups.models import Invitation, JoinRequest, Membership
from uclg_share.notifications.models import Notification
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.posts.models import Post, Revision, WorkingCopy
from uclg_share.reviews.models import Review

SECRET = "opens something"  # noqa: S105  a reason, in words
INSIDE = "of the inside of the program"
OTHERS = "is of somebody else"
ACTED = "an act: the log says it, which is given"
IN_TEXTS = "stands in the versions of the text, which are given"


@dataclass(frozen=True)
class Kept:
    """Rows of a table that are a person's: those whose columns `by` name them, or
    whose column `address` holds their e-mail address."""

    table: type[Model]
    by: tuple[str, ...]
    given: tuple[str, ...]
    withheld: dict[str, str] = field(default_factory=dict)
    # Columns that name a person and do not make the row theirs.
    not_by: dict[str, str] = field(default_factory=dict)
    address: str = ""


KEPT = (
    Kept(
        Account,
        ("id",),
        ("id", "email", "name", "job_title", "about", "locale", "reads", "time_zone",
         "is_admin", "created_at", "email_confirmed_at", "suspended_at",
         "suspended_reason"),
        {"password_hash": SECRET, "email_key": "the address, spelled for the program"},
        {"suspended_by_id": ACTED},
    ),
    Kept(
        SignIn,
        ("account_id",),
        ("created_at", "seen_at", "proved_at", "device", "ended_at"),
        {"id": INSIDE, "token_hash": SECRET},
    ),
    Kept(
        OneTimeKey,
        ("account_id",),
        ("purpose", "email", "created_at", "expires_at", "used_at"),
        {"id": INSIDE, "nonce": SECRET, "secret_hash": SECRET},
    ),
    Kept(
        Affiliation,
        ("account_id",),
        ("organisation_id", "role", "requested_at", "confirmed_at", "declined_at",
         "ended_at"),
        {"id": INSIDE},
        {"confirmed_by_id": ACTED, "declined_by_id": ACTED},
    ),
    Kept(
        Organisation,
        ("proposed_by_id",),
        ("slug", "name", "acronym", "local_name", "type", "country", "website",
         "public_email", "languages", "description", "created_at", "confirmed_at",
         "declined_at"),
        {"id": INSIDE, "search_text": INSIDE, "sort_name": INSIDE, "version": INSIDE,
         "latitude": "of the organisation", "longitude": "of the organisation"},
        {"confirmed_by_id": ACTED, "declined_by_id": ACTED},
    ),
    Kept(
        Membership,
        ("account_id",),
        ("group_id", "role", "joined_at", "ended_at"),
        {"id": INSIDE},
    ),
    Kept(
        JoinRequest,
        ("account_id",),
        ("group_id", "message", "asked_at", "answer", "reason", "answered_at"),
        {"id": INSIDE},
        {"answered_by_id": ACTED},
    ),
    Kept(
        Invitation,
        ("invited_by_id", "accepted_by_id"),
        ("group_id", "locale", "created_at", "expires_at", "accepted_at",
         "withdrawn_at"),
        {"id": INSIDE, "email": OTHERS, "email_key": OTHERS, "nonce": SECRET,
         "secret_hash": SECRET},
        address="email_key",
    ),
    Kept(
        Notification,
        ("account_id",),
        ("topic", "address", "locale", "created_at", "read_at", "mailed_at"),
        {"id": INSIDE, "data": "names others; the mail itself went to the person",
         "due_at": INSIDE, "leased_until": INSIDE, "attempts": INSIDE,
         "given_up_at": INSIDE, "error": INSIDE},
    ),
    Kept(
        Post,
        ("author_id", "keeper_id"),
        ("id", "kind", "stage", "working_title", "language", "lead_group_id",
         "organisation_id", "family_id", "developed_from_id", "created_at",
         "changed_at", "deleted_at", "reach", "slug", "completeness", "verified_at",
         "made_by", "published_at", "updated_at", "hidden_at", "hidden_reason"),
        {"seed_slug": INSIDE, "is_compiled": INSIDE, "version": INSIDE,
         "live_revision_id": INSIDE, "stale_parts": INSIDE, "plain_text": INSIDE,
         **dict.fromkeys(("title", "summary", "body", "place", "country", "countries",
                          "latitude", "longitude", "started", "ended", "status",
                          "evidence", "licence"), IN_TEXTS)},
        {"verified_by_id": ACTED, "hidden_by_id": ACTED},
    ),
    Kept(
        Revision,
        ("editor_id",),
        ("post_id", "number", "created_at", "content"),
        {"id": INSIDE},
    ),
    Kept(
        WorkingCopy,
        ("account_id",),
        ("post_id", "base", "content", "kept_at"),
        {"sequence": INSIDE},
    ),
    Kept(
        Attachment,
        ("added_by_id",),
        ("id", "post_id", "form", "name", "media_type", "sha256", "size", "width",
         "height", "added_at", "taken_down_at", "taken_down_reason"),
        {"key": INSIDE, "stored": INSIDE, "named_at": INSIDE},
        {"taken_down_by_id": ACTED},
    ),
    Kept(
        Review,
        ("submitted_by_id", "decided_by_id", "verified_by_id"),
        ("post_id", "group_id", "submitted_at", "outcome", "reason", "note",
         "decided_at", "verified_at"),
        {"id": INSIDE, "revision_id": INSIDE, "version": INSIDE},
    ),
    Kept(
        CoAuthor,
        ("account_id", "asked_by_id"),
        ("post_id", "asked_at", "accepted_at", "ended_at"),
        {"id": INSIDE, "email": OTHERS, "email_key": OTHERS},
        address="email_key",
    ),
    Kept(
        CoSignature,
        ("asked_by_id", "confirmed_by_id", "declined_by_id"),
        ("post_id", "organisation_id", "asked_at", "confirmed_at", "declined_at"),
    ),
    Kept(
        Succession,
        ("leaver_id", "successor_id", "asked_by_id"),
        ("organisation_id", "opened_at", "asked_at", "accepted_at", "declined_at"),
        {"id": INSIDE},
    ),
    Kept(
        AuditEntry,
        ("actor_id",),
        ("id", "at", "verb", "subject", "group_id", "reason"),
        {"data": "may name others; verb and subject say what was done",
         "audience": INSIDE, "previous_hash": INSIDE, "hash": INSIDE},
    ),
    Kept(
        Parcel,
        ("account_id",),
        ("name", "at"),
        {"ticket": SECRET, "content": "just sent by the person, gone within an hour"},
    ),
)  # fmt: skip
