"""What each kind of post asks, and what it may leave out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask_babel import lazy_gettext as _l

from uclg_share.posts.models import Kind

HEADINGS = Path(__file__).parent.parent / "content" / "headings.yaml"


@dataclass(frozen=True)
class Part:
    """One section of a post; `limit` counts characters."""

    key: str
    question: Any
    hint: Any
    limit: int
    required: bool = True


@dataclass(frozen=True)
class Spec:
    kind: Kind
    parts: tuple[Part, ...]
    minutes: int
    write_title: Any
    promise: Any

    def part(self, key: str) -> Part:
        return next(part for part in self.parts if part.key == key)


CASE_STUDY = Spec(
    Kind.CASE_STUDY,
    (
        Part(
            "context",
            _l("What was wrong, and for whom?"),
            _l("Numbers help. Name the people affected, not only the institution."),
            2000,
        ),
        Part(
            "what_was_done",
            _l("What did you do, step by step?"),
            _l(
                "Who decided, who did it, how long each step took."
                " A numbered list reads well."
            ),
            4000,
        ),
        Part(
            "results",
            _l("What changed?"),
            _l(
                "Count the same way before and after, and give the source."
                " Small numbers are welcome; so is “no change”."
            ),
            3000,
        ),
        Part(
            "lessons",
            _l("What did you learn, and what did not work?"),
            _l(
                "Readers say this is the part they use most."
                " Reviewers will not count it against you."
            ),
            2500,
        ),
        Part(
            "transfer",
            _l("What would another town need?"),
            _l("Staff, money, time, permissions, and where it would not fit."),
            2000,
            required=False,
        ),
    ),
    60,
    _l("Write a case study"),
    _l("A practice with its results, told so that others can use it. Five parts."),
)
EXPERIENCE = Spec(
    Kind.EXPERIENCE,
    (
        Part(
            "what_happened",
            _l("What happened?"),
            _l("Where, when, who took part, and what was tried."),
            1500,
        ),
        Part(
            "lesson",
            _l("What did you learn?"),
            _l("One thing you would tell a colleague, also if it went wrong."),
            800,
        ),
    ),
    15,
    _l("Write an experience"),
    _l("A short note: what happened and what you learned. Two parts."),
)
SPECS = {spec.kind: spec for spec in (CASE_STUDY, EXPERIENCE)}


def heading(kind: Kind, key: str, language: str) -> str:
    """The heading of a section in the language of the text, not of the page."""
    fields, headings = _headings()
    name = kind.value.replace("_", "-")
    place = fields[name].index(key)
    texts = headings[name]
    return texts.get(language, texts["en"])[place]


@cache
def _headings() -> tuple[dict[str, list[str]], dict[str, dict[str, list[str]]]]:
    data = yaml.safe_load(HEADINGS.read_text(encoding="utf-8"))
    return data["fields"], data["headings"]
