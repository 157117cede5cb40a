"""A file an author wrote offline, read back as the fields of the composer's form.

Whether the values are right is for the form to say; here it is only their shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.content.front_matter import Document, split
from uclg_share.content.problems import Report
from uclg_share.content.tree import Value
from uclg_share.posts.as_file.files import read_files
from uclg_share.posts.as_file.form import fixed_headings, is_mark
from uclg_share.posts.as_file.found import Fault, Pasted, Rendering
from uclg_share.posts.forms import MOST_ROWS
from uclg_share.posts.models import Kind, PartnerRole
from uclg_share.text import without_illegal

LONGEST = 100_000
WORDS = {"title", "summary", "language", "place", "country", "latitude", "longitude",
         "population_band", "started", "ended", "status", "evidence", "licence",
         "organisation", "guide", "translation_of", "made_by"}  # fmt: skip
LISTS = {"themes", "sdgs", "countries", "groups", "committees", "co_organisations",
         "behind"}  # fmt: skip
ROWS = {"partners": ("name", "role"), "sources": ("title", "url")}
COSTS = {"amount": "amount", "currency": "currency", "year": "amount_year",
         "note": "resources_note"}  # fmt: skip
# Of the content pack; a text of one's own has no use for them.
PASSED_OVER = ("slug", "adapted_from", "kind")
KINDS = {kind.value.replace("_", "-"): kind for kind in Kind}
NO_TEXT = _l("This is no text that can be read")
# What the reader of the pack says, by how it begins.
REASONS = {
    "has no front": _l("Begin with the facts, between two lines of ---"),
    "is nested": _l("This is nested too deeply"),
    "anchors": _l("Anchors and aliases cannot be used"),
    "tags": _l("Tags cannot be used"),
    "stands twice": _l("This stands twice"),
    "a key must": _l("A key must be one word"),
    "holds more": _l("The facts end at the second line of ---"),
    # Double quotes can hide a letter behind its number; mail addresses go with them.
    "contains": _l("Write this between single quotes"),
    "is not YAML": _l(
        "This cannot be read: look for a missing quote or bracket,"
        " and put words with a : between quotes"
    ),
}


def read(text: str) -> Pasted:
    """Everything that can be read, and what cannot with its line."""
    found = Pasted()
    if "\0" in text:
        found.faults.append(Fault(None, "", NO_TEXT))
        return found
    if len(text) > LONGEST:
        reason = _l("Keep it under %(number)s characters", number=f"{LONGEST:,}")
        found.faults.append(Fault(None, "", reason))
        return found
    report = Report()
    document = split(report, "", _with_fence_first(text))
    if document is None:
        found.faults += [Fault(p.line, p.key, _said(p.reason)) for p in report.problems]
        return found
    facts = found.mapping(document.facts)
    _read_facts(found, facts)
    # The headings of the text depend on the kind.
    if _read_kind(found, facts, document.facts):
        _read_body(found, document)
    return found


def _with_fence_first(text: str) -> str:
    """Empty lines above the facts move below the fence: every line keeps its number."""
    plain = without_illegal(text)
    rest = plain.lstrip()
    above = plain[: len(plain) - len(rest)].count("\n")
    fence, end, after = rest.partition("\n")
    # What is no fence is left for `split` to refuse.
    start = "---" if fence.rstrip() == "---" else fence
    return start + end + "\n" * above + after + "\n"


def _said(reason: str) -> Any:
    for beginning, words in REASONS.items():
        if reason.startswith(beginning):
            return words
    return NO_TEXT


def _read_kind(found: Pasted, facts: Mapping[str, Value], root: Value) -> bool:
    value = facts.get("kind", root.inside(None, root.line, "kind"))
    kind = KINDS.get(str(value.data))
    if kind is None:
        reason = _l("Write one of these: %(words)s", words=", ".join(KINDS))
        found.refuse(value, reason)
        return False
    found.kind = kind
    return True


def _read_facts(found: Pasted, facts: Mapping[str, Value]) -> None:
    for key, value in facts.items():
        found.note(key, value)
        if key in WORDS:
            found.words[key] = found.word(value)
        elif key in LISTS:
            found.lists[key] = [found.word(item) for item in found.items(value)]
        elif key in ROWS:
            _read_rows(found, key, value)
        elif key in PARTS:
            PARTS[key](found, value)
        elif key not in PASSED_OVER:
            found.refuse(value, _l("This key is not known"))
    found.rendering = _rendering(found)


def _rendering(found: Pasted) -> Rendering | None:
    of, made_by = (found.words.pop(key, "") for key in ("translation_of", "made_by"))
    behind = tuple(found.lists.pop("behind", []))
    return Rendering(of, made_by, behind) if of or made_by else None


def _read_rows(found: Pasted, key: str, value: Value) -> None:
    rows = found.items(value)
    if len(rows) > MOST_ROWS:
        found.refuse(value, _l("Write at most %(number)s", number=MOST_ROWS))
        return
    for number, row in enumerate(rows):
        fields = found.mapping(row)
        if key == "partners":
            found.words[f"{key}-{number}-role"] = PartnerRole.PARTNER.value
        for name, item in fields.items():
            if name not in ROWS[key]:
                found.refuse(item, _l("This key is not known"))
            elif item.data is not None:
                found.words[f"{key}-{number}-{name}"] = found.word(item)
            found.note(f"{key}-{number}-{name}", item)


def _read_cost(found: Pasted, value: Value) -> None:
    for name, item in found.mapping(value).items():
        if name not in COSTS:
            found.refuse(item, _l("This key is not known"))
            continue
        found.words[COSTS[name]] = found.word(item)
        found.note(COSTS[name], item)


PARTS = {"resources": _read_cost, "files": read_files}


def _read_body(found: Pasted, document: Document) -> None:
    """Cut at the fixed headings; comments are for the writer alone."""
    headings = fixed_headings(found.kind)
    texts: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(document.body.split("\n"), document.body_line):
        if not is_mark(line, headings):
            bare = line.lstrip("\\")
            is_escaped = bare != line and is_mark(bare, headings)
            texts.setdefault(key, []).append(line[1:] if is_escaped else line)
        elif line.startswith("## "):
            key = headings[line[3:].strip()]
            if key in found.places:
                found.faults.append(Fault(number, line, _l("This stands twice")))
            found.places[key] = (number, line)
    if any(line.strip() for line in texts.pop("", [])):
        reason = _l("Text stands before the first heading")
        found.faults.append(Fault(document.body_line, "", reason))
    found.words |= {key: "\n".join(lines).strip() for key, lines in texts.items()}
