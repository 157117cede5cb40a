"""A draft as a file: facts between two lines of `---`, then the text in Markdown.

The form is that of the content pack, so that one text may go either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from uclg_share.i18n import LANGUAGES
from uclg_share.posts.as_file.files import Packed, rows_of
from uclg_share.posts.drafts import Draft, Origin
from uclg_share.posts.kinds import SPECS, heading
from uclg_share.posts.models import Kind

Slugs = dict[int, str]
COMMENT = re.compile(r"<!--.*-->")
# The facts that a question, a debate or an announcement may have.
OF_TALK = {"kind", "title", "language", "organisation", "groups", "committees",
           "country", "themes", "licence", "guide", "files", "translation_of",
           "made_by", "follows"}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What stands in a file for the rows that a draft names by their numbers."""

    organisations: Slugs = field(default_factory=dict)
    groups: Slugs = field(default_factory=dict)
    committees: Slugs = field(default_factory=dict)
    # The stored files that travel along.
    files: dict[int, Packed] = field(default_factory=dict)
    # Of a translation: the file of its original, where that travels along.
    original: str = ""
    # Its parts that render an earlier text of that.
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notes:
    """What a template says beside its keys, above its facts and under its headings."""

    top: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


def write(kind: Kind, draft: Draft, names: Names, notes: Notes | None = None) -> str:
    """The file of a draft; `read` gives the same draft back."""
    notes = notes or Notes()
    lines = ["---"]
    if notes.top:
        lines.append(f"# {_one_line(notes.top)}")
    for key, value in _facts(kind, draft, names).items():
        if kind.is_talk and key not in OF_TALK:
            continue
        note = notes.facts.get(key)
        lines.append(f"{key}:{value}" + (f"  # {_one_line(note)}" if note else ""))
    lines.append("---")
    for part in SPECS[kind].parts:
        lines += ["", f"## {heading(kind, part.key, draft.language)}", ""]
        if note := notes.parts.get(part.key):
            lines += [f"<!-- {_one_line(note)} -->", ""]
        lines += _escaped(kind, draft.sections.get(part.key, ""))
    return "\n".join(lines).rstrip() + "\n"


def fixed_headings(kind: Kind) -> dict[str, str]:
    """Heading → section, in every language: a template may be filled in another."""
    return {
        heading(kind, part.key, language): part.key
        for part in SPECS[kind].parts
        for language in LANGUAGES
    }


def is_mark(line: str, headings: dict[str, str]) -> bool:
    """Whether a line of a file is no text: a fixed heading, or a comment."""
    if line.startswith("## "):
        return line[3:].strip() in headings
    return COMMENT.fullmatch(line.rstrip()) is not None


# Long because: one line for each key.
def _facts(kind: Kind, draft: Draft, names: Names) -> dict[str, str]:
    """Each key with its value as YAML, led by a space unless it is empty."""
    cost = draft.resources
    return {
        "kind": f" {kind.value.replace('_', '-')}",
        "title": _text(draft.title),
        "summary": _text(draft.summary),
        "language": _text(draft.language, plain=True),
        "organisation": _text(names.organisations.get(draft.organisation_id or 0, "")),
        "co_organisations": _listed(names.organisations, draft.co_organisation_ids),
        "groups": _listed(names.groups, draft.group_ids),
        "committees": _listed(names.committees, draft.committee_ids),
        "place": _text(draft.place),
        "country": _text(draft.country, plain=True),
        "countries": f" [{', '.join(draft.countries)}]",
        "latitude": _number(draft.latitude),
        "longitude": _number(draft.longitude),
        "population_band": _text(draft.population_band, plain=True),
        "started": _text(draft.started),
        "ended": _text(draft.ended),
        "status": _text(draft.status, plain=True),
        "evidence": _text(draft.evidence, plain=True),
        "themes": f" [{', '.join(draft.themes)}]",
        "sdgs": f" [{', '.join(map(str, draft.sdgs))}]",
        "partners": _rows([{"name": p.name, "role": p.role} for p in draft.partners]),
        "resources": _row(
            {
                "amount": _number(cost.amount),
                "currency": _text(cost.currency),
                "year": _number(cost.year),
                "note": _text(cost.note),
            }
        ),
        "sources": _rows([{"title": s.title, "url": s.url} for s in draft.sources]),
        "licence": _text(draft.licence, plain=True),
        "guide": _number(draft.guide),
        "files": _rows(rows_of(draft.files, names.files)),
        **_origin(draft.origin, names),
    }


def _origin(origin: Origin | None, names: Names) -> dict[str, str]:
    """Only a translation says more. Numbers of versions mean nothing elsewhere."""
    if origin is None:
        return {}
    return {
        "translation_of": _text(names.original),
        "made_by": _text(origin.made_by, plain=True),
        "behind": f" [{', '.join(names.behind)}]",
    }


def _one_line(words: Any) -> str:
    return " ".join(str(words).split())


def _text(words: str, plain: bool = False) -> str:
    """In single quotes nothing has a meaning but the quote itself."""
    if plain or not words:
        return f" {words}" if words else ""
    quoted = _one_line(words).replace("'", "''")
    return f" '{quoted}'"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return " " + f"{value:.6f}".rstrip("0").rstrip(".")


def _listed(slugs: Slugs, ids: tuple[int, ...]) -> str:
    return f" [{', '.join(slugs[i] for i in ids if i in slugs)}]"


def _rows(rows: list[dict[str, Any]]) -> str:
    """One line for each, under its key."""
    if not rows:
        return " []"
    texts = [{name: _value(value) for name, value in row.items()} for row in rows]
    return "".join(f"\n  -{_row(row)}" for row in texts)


def _value(value: str | bool) -> str:
    return f" {str(value).lower()}" if isinstance(value, bool) else _text(value)


def _row(values: dict[str, str]) -> str:
    """Between braces a key must not stand without a value."""
    pairs = [f"{name}:{value or ' null'}" for name, value in values.items()]
    return f" {{{', '.join(pairs)}}}"


def _escaped(kind: Kind, words: str) -> Iterator[str]:
    """A line of the text that looks like a mark is told apart by a backslash."""
    headings = fixed_headings(kind)
    for line in words.splitlines():
        yield f"\\{line}" if is_mark(line.lstrip("\\"), headings) else line
