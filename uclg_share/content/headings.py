"""The fixed headings of a practice, and the line it ends with, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from uclg_share.content.checks import each, line, mapping
from uclg_share.content.facts import LANGUAGES, in_script, reference
from uclg_share.content.listing import read_root
from uclg_share.content.problems import Report
from uclg_share.content.tree import Value

# The kinds of a practice, and all that have headings.
KINDS = ("case-study", "experience")
HEADED = (*KINDS, "question", "debate", "announcement")
LIMITS = {
    "context": 2000,
    "what_was_done": 4000,
    "results": 3000,
    "lessons": 2500,
    "transfer": 2000,
    "what_happened": 1500,
    "lesson": 800,
    "matter": 5000,
}


@dataclass(frozen=True)
class Headings:
    """The n-th heading of a kind opens its n-th field."""

    fields: dict[str, tuple[str, ...]]
    texts: dict[str, dict[str, tuple[str, ...]]]
    closing: dict[str, str]


def read_headings(report: Report, folder: Path) -> Headings | None:
    """None also when a heading is wrong: no practice could be judged by it."""
    before = len(report.problems)
    root = read_root(report, folder, "headings.yaml")
    if root is None:
        return None
    keys = mapping(root, ["fields", "headings", "closing"])
    known = partial(reference, known=LIMITS, what="field")
    found = Headings(
        fields={
            kind: each(value, known, 1)
            for kind, value in mapping(keys["fields"], HEADED).items()
        },
        texts={
            kind: _texts(value)
            for kind, value in mapping(keys["headings"], HEADED).items()
        },
        closing={
            language: _line(value, language)
            for language, value in mapping(keys["closing"], LANGUAGES).items()
        },
    )
    _must_match(report, found)
    return found if len(report.problems) == before else None


def _texts(value: Value) -> dict[str, tuple[str, ...]]:
    return {
        language: each(child, partial(_line, language=language))
        for language, child in mapping(value, LANGUAGES).items()
    }


def _line(value: Value, language: str) -> str:
    return in_script(value, language, line(value, 120))


def _must_match(report: Report, found: Headings) -> None:
    for kind, texts in found.texts.items():
        for language, headings in texts.items():
            if headings and len(headings) != len(found.fields[kind]):
                key = f"headings.{kind}.{language}"
                reason = f"{len(found.fields[kind])} headings are expected"
                report.add("headings.yaml", None, key, reason)
