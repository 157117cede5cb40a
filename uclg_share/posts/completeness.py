"""What a draft still needs, and how far it has come."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import Completeness, Kind
from uclg_share.text import is_blank

MOST_THEMES = 5
MOST_SDGS = 5
# What an outline of a case study has: enough for a colleague to know what was done,
# where, and whom to ask. An experience is short: it is complete or not yet anything.
OUTLINE = (
    *("title", "summary", "what_was_done", "place", "country", "started"),
    *("themes", "organisation_id", "lead_group"),
)
# First what only the author knows and forgets soonest, from the deed to what it taught;
# then what explains it; then the facts, which are looked up; who signs comes last.
HELPS_MOST = (
    *("title", "what_was_done", "what_happened", "results", "lessons", "lesson"),
    *("context", "summary", "place", "country", "started", "themes"),
    *("status", "evidence", "lead_group", "organisation_id"),
)


def level(kind: Kind, draft: Draft) -> Completeness | None:
    """None while it is less than an outline."""
    open_points = missing(kind, draft)
    if not open_points:
        return Completeness.COMPLETE
    if kind is Kind.CASE_STUDY and not open_points.keys() & set(OUTLINE):
        return Completeness.OUTLINE
    return None


def next_question(
    kind: Kind, draft: Draft, open_points: dict[str, Any]
) -> tuple[str, Any] | None:
    """The field to fill next and what it asks; None when nothing is missing."""
    if not open_points:
        return None
    unranked = next(iter(open_points))
    name = next((name for name in HELPS_MOST if name in open_points), unranked)
    questions = {part.key: part.question for part in spec_of(kind, draft.guide).parts}
    return name, questions.get(name, open_points[name])


def asked_in_all(kind: Kind, draft: Draft) -> int:
    """How many fields a complete text has filled."""
    nothing = Draft(title="", guide=draft.guide)
    return len(missing(kind, nothing))


def missing(kind: Kind, draft: Draft) -> dict[str, Any]:
    """The fields to fill, each with what to do, in the order of the form."""
    if kind.is_talk:
        return _open(_asked_of_talk(draft)) | _missing_parts(kind, draft)
    asked = {
        "title": (is_blank(draft.title), _l("Give it a title that says what was done")),
        "summary": (
            is_blank(draft.summary),
            _l("Write two sentences that a busy colleague can act on"),
        ),
        "organisation_id": (
            draft.organisation_id is None,
            _l("Choose the organisation you write for"),
        ),
        "lead_group": (
            not draft.group_ids,
            _l("Choose the working group whose coordinators will review it"),
        ),
        "place": (is_blank(draft.place), _l("Name the municipality or place")),
        "country": (
            not draft.country and len(draft.countries) < 2,
            _l("Choose the country or territory"),
        ),
        "started": (not draft.started, _l("Say when it started, at least the year")),
        "themes": (not draft.themes, _l("Choose at least one theme")),
    }
    if kind is Kind.CASE_STUDY:
        asked |= _asked_of_practices(draft)
    return _open(asked) | _missing_parts(kind, draft)


def _open(asked: dict[str, tuple[bool, Any]]) -> dict[str, Any]:
    return {name: words for name, (is_open, words) in asked.items() if is_open}


def _asked_of_talk(draft: Draft) -> dict[str, tuple[bool, Any]]:
    return {
        "title": (
            is_blank(draft.title),
            _l("Give it a title that says what it is about"),
        ),
        "lead_group": (
            not draft.group_ids,
            _l("Choose the working group whose coordinators will review it"),
        ),
    }


def _asked_of_practices(draft: Draft) -> dict[str, tuple[bool, Any]]:
    return {
        "status": (not draft.status, _l("Say how far it has come")),
        "evidence": (not draft.evidence, _l("Say what the results rest on")),
    }


def _missing_parts(kind: Kind, draft: Draft) -> dict[str, Any]:
    return {
        part.key: _l("Answer “%(question)s”", question=part.question)
        for part in spec_of(kind, draft.guide).parts
        if part.required and is_blank(draft.sections.get(part.key, ""))
    }
