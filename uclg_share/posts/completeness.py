"""What a draft still needs before it can be sent in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind
from uclg_share.text import is_blank

MOST_THEMES = 5
MOST_SDGS = 5


def missing(kind: Kind, draft: Draft) -> dict[str, Any]:
    """The fields to fill, each with what to do, in the order of the form."""
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
    problems = {name: words for name, (is_open, words) in asked.items() if is_open}
    return problems | _missing_parts(kind, draft)


def _asked_of_practices(draft: Draft) -> dict[str, tuple[bool, Any]]:
    return {
        "status": (not draft.status, _l("Say how far it has come")),
        "evidence": (not draft.evidence, _l("Say what the results rest on")),
    }


def _missing_parts(kind: Kind, draft: Draft) -> dict[str, Any]:
    return {
        part.key: _l("Answer “%(question)s”", question=part.question)
        for part in SPECS[kind].parts
        if part.required and is_blank(draft.sections.get(part.key, ""))
    }
