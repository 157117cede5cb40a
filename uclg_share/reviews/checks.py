"""What a program can see in a text before a coordinator reads it. It never decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind

EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
# Nine digits or more, as telephones are written; years and money have separators
# of another kind or fewer digits.
PHONE = re.compile(
    r"(?<![\w.,/=-])\+?\(?\d{2,4}\)?(?:[ .-]\(?\d{2,4}\)?){2,5}(?![\w,/-])"
)
SHORT = 120  # characters below which an answer rarely helps anybody


@dataclass(frozen=True)
class Check:
    passed: bool
    words: Any


def checks_of(kind: Kind, draft: Draft) -> list[Check]:
    """Each check with its result, those to look at first."""
    text = "\n".join([draft.summary, *draft.sections.values()])
    found = [_personal_data(text), _short_answers(kind, draft)]
    if not kind.is_talk:  # a discussion tells of nothing that was done somewhere
        found = [found[0], _sources(draft), found[1], _place(draft)]
    return sorted(found, key=lambda check: check.passed)


def _personal_data(text: str) -> Check:
    seen = {*EMAIL.findall(text), *filter(_is_phone, PHONE.findall(text))}
    if not seen:
        return Check(True, _("No e-mail address or telephone number in the text"))
    words = ngettext(
        "%(num)s e-mail address or telephone number in the text: %(seen)s",
        "%(num)s e-mail addresses or telephone numbers in the text: %(seen)s",
        len(seen),
        seen=", ".join(sorted(seen)[:3]),
    )
    return Check(False, words)


def _is_phone(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 9


def _sources(draft: Draft) -> Check:
    number = len(draft.sources)
    if not number:
        return Check(False, _("No source is named"))
    words = ngettext("%(num)s source is named", "%(num)s sources are named", number)
    return Check(True, words)


def _short_answers(kind: Kind, draft: Draft) -> Check:
    answers = [
        part.question
        for part in SPECS[kind].parts
        if part.required and len(draft.sections.get(part.key, "").strip()) < SHORT
    ]
    if not answers:
        return Check(True, _("Every question has an answer of some length"))
    words = _(
        "Very short answer to: %(questions)s", questions=" ".join(map(str, answers))
    )
    return Check(False, words)


def _place(draft: Draft) -> Check:
    if draft.latitude is None or draft.longitude is None:
        return Check(False, _("No place on the map: the coordinates are missing"))
    return Check(True, _("Place, country and position on the map are given"))
