"""One line for a note, as inbox and digest show it: what its mail has as subject, and
where the thing is that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from jinja2 import TemplateError

from uclg_share.i18n import local
from uclg_share.notifications.models import Notification, Topic
from uclg_share.text import clean_line

LONGEST = 300


@dataclass(frozen=True)
class Place:
    """A page and what its address needs from the data of the note."""

    words: Any
    endpoint: str
    needs: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)


OWN = {"post_id": "post_id"}
GROUP = Place(
    _l("Open the group"), "feeds.of_group", {"slug": "slug"}, {"medium": "html"}
)
COMMENT = Place(
    _l("Read the comment"),
    "comments.permalink",
    {"post_id": "post_id", "comment_id": "comment_id"},
)
# The page finds its own words for the end of the address.
TEXT = Place(_l("Read it"), "posts.show", OWN, {"slug": None})
PLACES = {
    Topic.AFFILIATION_ASKED: Place(
        _l("See who asks"), "organisations.people", {"slug": "slug"}
    ),
    Topic.AFFILIATION_CONFIRMED: Place(_l("Go on writing"), "posts.my_work"),
    Topic.AFFILIATION_DECLINED: Place(
        _l("Organisations I write for"), "organisations.mine"
    ),
    Topic.JOIN_ASKED: Place(
        _l("Admit or decline"), "groups.request", {"request_id": "request_id"}
    ),
    Topic.JOIN_ADMITTED: GROUP,
    Topic.JOIN_DECLINED: Place(_l("See the other groups"), "groups.index"),
    Topic.APPOINTED: Place(_l("See what waits"), "reviews.desk"),
    Topic.MEMBERSHIP_ENDED: Place(_l("See the other groups"), "groups.index"),
    Topic.POST_SUBMITTED: Place(
        _l("Read it and decide"), "reviews.review", {"review_id": "review_id"}
    ),
    Topic.POST_ACCEPTED: Place(_l("See where it stands"), "posts.own", OWN),
    Topic.POST_RETURNED: Place(_l("Change it and send it again"), "posts.own", OWN),
    Topic.POST_DECLINED: Place(_l("Read why"), "posts.own", OWN),
    Topic.POST_REOPENED: Place(_l("See where it stands"), "posts.own", OWN),
    Topic.POST_HIDDEN: Place(_l("My work"), "posts.my_work"),
    Topic.POST_RESTORED: TEXT,
    Topic.TRANSLATION_PUBLISHED: TEXT,
    Topic.ORIGINAL_CHANGED: Place(_l("See where it stands"), "posts.own", OWN),
    Topic.FILE_TAKEN_DOWN: Place(_l("My work"), "posts.my_work"),
    Topic.POST_SENT_BY_OTHER: Place(_l("See what changed"), "posts.own_history", OWN),
    Topic.CO_AUTHOR_ASKED: Place(_l("My work"), "posts.my_work"),
    Topic.CO_AUTHOR_ANSWERED: Place(
        _l("See who writes along"), "authorship.people", OWN
    ),
    Topic.SIGNATURE_ASKED: Place(
        _l("Read the text and answer"),
        "authorship.read",
        {"post_id": "post_id", "organisation_id": "organisation_id"},
    ),
    Topic.SIGNATURE_ANSWERED: Place(_l("See where it stands"), "posts.own", OWN),
    Topic.SUCCESSION_OPENED: Place(
        _l("Choose a person"), "organisations.people", {"slug": "slug"}
    ),
    Topic.SUCCESSION_ASKED: Place(_l("Look at the texts and answer"), "posts.my_work"),
    **dict.fromkeys(
        (
            Topic.POST_COMMENTED,
            Topic.COMMENT_ANSWERED,
            Topic.MENTIONED,
            Topic.COMMENT_HIDDEN,
            Topic.COMMENT_RESTORED,
            Topic.ANSWER_ACCEPTED,
        ),
        COMMENT,
    ),
    Topic.QUESTION_ANSWERED: TEXT,
    Topic.FLAG_RAISED: Place(
        _l("Look at it and settle it"), "flags.settle", {"flag_id": "flag_id"}
    ),
    Topic.AUTHOR_ASKED: Place(
        _l("Answer on the site"), "messages.show", {"message_id": "message_id"}
    ),
    Topic.MESSAGE_ANSWERED: Place(
        _l("Read and answer on the site"), "messages.show", {"message_id": "message_id"}
    ),
    **dict.fromkeys(
        (
            Topic.TAG_REMOVED,
            Topic.TAG_RETURNED,
            Topic.POST_ARCHIVED,
            Topic.POST_REVIVED,
        ),
        TEXT,
    ),
    Topic.GROUP_ARCHIVED: GROUP,
    Topic.REVIEW_HANDED: Place(
        _l("Read it and decide"), "reviews.review", {"review_id": "review_id"}
    ),
    Topic.MAIL_PAUSED: Place(_l("E-mail settings"), "notifications.settings"),
    Topic.SUGGESTION_MADE: Place(_l("See the suggested words"), "posts.own", OWN),
    Topic.SUGGESTION_TAKEN: Place(
        _l("See the review"), "reviews.review", {"review_id": "review_id"}
    ),
    Topic.DESK_WAITS: Place(_l("See what waits"), "reviews.desk"),
    Topic.DESK_FORGOTTEN: Place(_l("See what waits"), "reviews.desk"),
    Topic.FOLLOWED_POSTS: Place(_l("What I follow"), "following.index"),
    Topic.FOLLOWED_CHANGED: TEXT,
    Topic.FOLLOWED_COMMENTED: COMMENT,
    Topic.SEARCH_FOUND: Place(
        _l("See what is new"), "saved_searches.show", {"search_id": "search_id"}
    ),
}


@dataclass(frozen=True)
class Line:
    note: Notification
    words: str
    action: Any = ""
    endpoint: str = ""
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Subject:
    """Everything of one day about one thing."""

    name: str
    lines: list[Line]


def by_day(notes: Iterable[Notification]) -> list[tuple[date, list[Subject]]]:
    """Notes in the order given, by day and then by what they are about."""
    days = groupby(notes, key=lambda note: note.created_at.date())
    return [(day, _by_subject(list(those))) for day, those in days]


def line_of(note: Notification) -> Line:
    """A row that no mail could be made from is a line without words of its own."""
    place = PLACES.get(note.topic)
    if place is None or not all(_fits(note.data, *one) for one in place.needs.items()):
        return Line(note, _words(note))
    values = {name: note.data[key] for name, key in place.needs.items()}
    return Line(
        note, _words(note), place.words, place.endpoint, values | {**place.known}
    )


def _fits(data: Mapping[str, Any], name: str, key: str) -> bool:
    value = data.get(key)
    return bool(value) and isinstance(value, int if name.endswith("_id") else str)


def _by_subject(notes: list[Notification]) -> list[Subject]:
    subjects: dict[str, list[Line]] = {}
    for note in notes:
        subjects.setdefault(_about(note.data), []).append(line_of(note))
    return [Subject(name, lines) for name, lines in subjects.items()]


def _about(data: Mapping[str, Any]) -> str:
    """The title of the text, or else the group or the organisation."""
    group = data.get("group")
    named = local(group) if isinstance(group, dict) else ""
    return clean_line(str(data.get("title") or named or data.get("organisation") or ""))


def _words(note: Notification) -> str:
    find = current_app.jinja_env.get_template
    try:
        subject = find(f"emails/{note.topic.value}/subject.txt")
        return clean_line(subject.render(data=note.data, account=note.account))[
            :LONGEST
        ]
    except (TemplateError, TypeError, ValueError, KeyError, AttributeError):
        return ""
