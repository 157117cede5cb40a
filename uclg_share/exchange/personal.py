"""What is kept of a person, table by table: what they are given, and what not and why.

A test compares this with the tables there are: a new table or column that points to a
person, or one that is neither given nor withheld, fails it.
"""

# Long because: an auditor reads all that is kept of a person on one page.
from __future__ import annotations

from dataclasses import dataclass, field

from uclg_share.accounts.models import Account, OneTimeKey, SignIn
from uclg_share.answers.models import AcceptedAnswer, PostAnswer
from uclg_share.attachments.models import Attachment
from uclg_share.audit import AuditEntry
from uclg_share.authorship.models import CoAuthor, CoSignature, Succession
from uclg_share.comments.models import Comment, Helpful, Wording
from uclg_share.database import Model
from uclg_share.exchange.models import Parcel
from uclg_share.flags.models import Flag
from uclg_share.following.models import Follow
from uclg_share.groups.models import Invitation, JoinRequest, Membership
from uclg_share.messages.models import Message
from uclg_share.notifications.models import (
    Announcement,
    Mailing,
    Mark,
    Notification,
    Preference,
)
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.posts.models import Placement, Post, Revision, WorkingCopy
from uclg_share.reading_list.models import SavedPost
from uclg_share.reminders.models import Reminder
from uclg_share.reviews.models import Review
from uclg_share.saved_searches.models import (
    SavedSearch,
    SavedSearchTold,
    SavedSearchWord,
)
from uclg_share.suggestions.models import SuggestedText, Suggestion
from uclg_share.tags.models import TagRemoval

SECRET = "opens something"  # noqa: S105  a reason, in words
INSIDE = "of the inside of the program"
OTHERS = "is of somebody else"
ACTED = "an act: the log says it, which is given"
IN_TEXTS = "stands in the versions of the text, which are given"


@dataclass(frozen=True)
class Kept:
    """Rows of a table that are a person's: those whose columns `by` name them, whose
    column `address` holds their e-mail address, or whose column `part_of` names a row
    that is theirs."""

    table: type[Model]
    by: tuple[str, ...]
    given: tuple[str, ...]
    withheld: dict[str, str] = field(default_factory=dict)
    # Columns that name a person and do not make the row theirs.
    not_by: dict[str, str] = field(default_factory=dict)
    address: str = ""
    part_of: str = ""


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
        ("id", "group_id", "role", "joined_at", "ended_at"),
    ),
    Kept(
        Mark,
        (),
        ("membership_id", "first", "last"),
        part_of="membership_id",
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
        ("topic", "address", "locale", "created_at", "read_at", "mailed_at", "held"),
        {"id": INSIDE, "key": INSIDE,
         "data": "names others; the mail itself went to the person",
         "due_at": INSIDE, "leased_until": INSIDE, "attempts": INSIDE,
         "given_up_at": INSIDE, "error": INSIDE},
    ),
    Kept(
        Preference,
        ("account_id",),
        ("group_id", "news", "frequency", "former"),
        {"id": INSIDE},
    ),
    Kept(
        Mailing,
        ("account_id",),
        ("daily_at", "weekly_at", "bounces", "bounced_at", "paused_at", "stopped_at",
         "feed_made_at"),
        {"alias": SECRET, "feed_nonce": SECRET, "feed_hash": SECRET,
         "each_from": INSIDE},
    ),
    Kept(
        Reminder,
        ("account_id",),
        ("reminded_at",),
    ),
    Kept(
        Post,
        ("author_id", "keeper_id"),
        ("id", "kind", "stage", "working_title", "language", "lead_group_id",
         "organisation_id", "family_id", "developed_from_id", "created_at",
         "changed_at", "deleted_at", "reach", "slug", "completeness", "verified_at",
         "made_by", "published_at", "updated_at", "hidden_at", "hidden_reason",
         "talk", "talk_closed_at", "talk_reason", "archived_at", "archived_reason",
         "successor_id", "answers_question_id", "answered_at"),
        {"seed_slug": INSIDE, "is_compiled": INSIDE, "version": INSIDE,
         "live_revision_id": INSIDE, "stale_parts": INSIDE, "plain_text": INSIDE,
         "comment_count": INSIDE, "helpful_count": INSIDE, "link_count": INSIDE,
         **dict.fromkeys(("title", "summary", "body", "place", "country", "countries",
                          "latitude", "longitude", "started", "ended", "status",
                          "evidence", "licence"), IN_TEXTS)},
        {"verified_by_id": ACTED, "hidden_by_id": ACTED, "talk_closed_by_id": ACTED,
         "archived_by_id": ACTED},
    ),
    Kept(
        Announcement,
        (),
        ("post_id", "family_id", "group_id", "announced_at"),
        {"id": INSIDE, "seen_at": "an act of the coordinators of the group"},
        {"seen_by_id": ACTED},
        part_of="post_id",
    ),
    Kept(
        Placement,
        (),
        ("post_id", "group_id", "published_at", "pinned_until", "open_since"),
        dict.fromkeys(("reach", "kind", "family_id", "language"), "as the post has it"),
        {"pinned_by_id": ACTED},
        part_of="post_id",
    ),
    Kept(
        TagRemoval,
        (),
        ("post_id", "group_id", "at", "reason", "undone_at"),
        {"id": INSIDE},
        {"by_id": ACTED, "undone_by_id": ACTED},
        part_of="post_id",
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
        {"id": INSIDE, "revision_id": INSIDE, "version": INSIDE,
         "claimed_at": "an act of the coordinators of the group",
         "own_reason_id": "in words of the group, which the mail has told"},
        {"claimed_by_id": ACTED},
    ),
    Kept(
        Suggestion,
        ("by_id",),
        ("id", "review_id", "made_at", "note", "told_at"),
        {"version": INSIDE},
    ),
    Kept(
        SuggestedText,
        (),
        ("suggestion_id", "part", "words", "fate", "settled_at"),
        {"id": INSIDE},
        {"settled_by_id": ACTED},
        part_of="suggestion_id",
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
        Comment,
        ("author_id",),
        ("id", "post_id", "parent_id", "organisation_id", "language", "body",
         "written_at", "edited_at", "deleted_at", "hidden_at", "hidden_reason"),
        {"html": "the body, as the program shows it", "version": INSIDE},
        {"hidden_by_id": ACTED},
    ),
    Kept(
        Wording,
        (),
        ("comment_id", "body", "replaced_at"),
        {"id": INSIDE},
        part_of="comment_id",
    ),
    Kept(
        Helpful,
        ("account_id",),
        ("post_id", "comment_id", "organisation_id", "at"),
        {"id": INSIDE},
    ),
    Kept(
        AcceptedAnswer,
        ("by_id",),
        ("question_id", "comment_id", "at"),
    ),
    Kept(
        PostAnswer,
        ("by_id",),
        ("question_id", "answer_id", "at", "note", "ended_at"),
        {"id": INSIDE},
        {"ended_by_id": ACTED},
    ),
    Kept(
        Follow,
        ("account_id",),
        ("group_id", "organisation_id", "theme_slug", "family_id", "at", "first",
         "last"),
        {"id": INSIDE},
    ),
    Kept(
        SavedPost,
        ("account_id",),
        ("family_id", "at", "note", "removed_at"),
        {"id": INSIDE},
    ),
    Kept(
        SavedSearch,
        ("account_id",),
        ("id", "name", "query", "at", "removed_at"),
        {"wanted": INSIDE, "form": INSIDE, "note_id": INSIDE},
    ),
    Kept(
        SavedSearchWord,
        (),
        (),
        {"word": "of the search, which is given", "search_id": INSIDE},
        part_of="search_id",
    ),
    Kept(
        SavedSearchTold,
        (),
        ("search_id", "family_id"),
        part_of="search_id",
    ),
    Kept(
        Flag,
        ("by_id",),
        ("post_id", "comment_id", "concern", "note", "raised_at", "settled_at",
         "settlement", "answer"),
        {"id": INSIDE, "quoted": OTHERS},
        {"settled_by_id": ACTED},
    ),
    Kept(  # what others wrote in the same conversation is theirs
        Message,
        ("sender_id",),
        ("id", "post_id", "question_id", "organisation_id", "language", "body",
         "sent_at"),
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
