"""The files of the guides as Python knows them; any fault stops the start.

`case-study.1.yaml` is the first version of what a case study asks, and
`case-study.1.cib.yaml` what the group `cib` adds to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from uclg_share.content.checks import (
    items,
    mapping,
    refuse_twins,
    text,
    whole,
)
from uclg_share.content.facts import LANGUAGES, in_script, reference
from uclg_share.content.listing import read_root
from uclg_share.content.problems import Report
from uclg_share.content.tree import ABSENT, Value
from uclg_share.posts.guides.texts import NOTHING, Addition, Guide, Part, Words

NAME = re.compile(r"([a-z]+(?:-[a-z]+)*)\.([1-9][0-9]*)(?:\.([a-z0-9-]+))?\.yaml")
LONGEST = 600
SAID = ("question", "hint", "why", "example")
ADDED = ("hint", "why", "example")

Fields = Mapping[str, Sequence[str]]
Guides = dict[str, dict[int, Guide]]


def read_guides(folder: Path, fields: Fields) -> Guides:
    """Every version of every kind; `fields` are the sections of each, in order.

    Raises `ContentError`, which names file, line and key of each fault.
    """
    report = Report()
    found: Guides = {kind: {} for kind in fields}
    # A guide comes before what groups add to it.
    for path in sorted(folder.glob("*.yaml"), key=lambda p: p.name.count(".")):
        name = NAME.fullmatch(path.name)
        if name is None or name[1] not in fields:
            report.add(path.name, None, "", "is no name of a guide")
            continue
        _read(report, path, name, fields[name[1]], found[name[1]])
    for kind, versions in found.items():
        if list(versions) != list(range(1, len(versions) + 1)) or not versions:
            report.add(f"{kind}.1.yaml", None, "", "versions are 1, 2, 3 without a gap")
    report.close()
    return found


def _read(
    report: Report,
    path: Path,
    name: re.Match[str],
    fields: Sequence[str],
    versions: dict[int, Guide],
) -> None:
    root = read_root(report, path.parent, path.name)
    if root is None:
        return
    version, group = int(name[2]), name[3]
    if group is None:
        versions[version] = _guide(root, version, fields)
    elif version in versions:
        versions[version].additions[group] = _additions(root, fields)
    else:
        report.add(path.name, None, "", "adds to a version that does not exist")


def _guide(root: Value, version: int, fields: Sequence[str]) -> Guide:
    top = mapping(root, ["minutes", "title", "promise", "sections"])
    parts = tuple(_part(value) for value in items(top["sections"]))
    if tuple(part.key for part in parts) != tuple(fields):
        top["sections"].refuse(f"must be {', '.join(fields)}, in this order")
    return Guide(
        version=version,
        minutes=whole(top["minutes"], 1, 240),
        title=_words(top["title"]),
        promise=_words(top["promise"]),
        parts=parts,
        additions={},
    )


def _part(value: Value) -> Part:
    keys = mapping(value, ["key", "required", "limit", "words", *SAID])
    said = {name: _words(keys[name]) for name in SAID}
    return Part(
        key=text(keys["key"], 40),
        required=_yes_or_no(keys["required"]),
        limit=whole(keys["limit"], 100, 20_000),
        wanted=_range(keys["words"]),
        **said,
    )


def _additions(root: Value, fields: Sequence[str]) -> dict[str, Addition]:
    sections = mapping(root, ["sections"])["sections"]
    entries = [mapping(value, ["key"], ADDED) for value in items(sections, 1)]
    refuse_twins([entry["key"] for entry in entries])
    return {
        reference(entry["key"], fields, "section"): Addition(
            **{name: _maybe_words(entry[name]) for name in ADDED}
        )
        for entry in entries
    }


def _words(value: Value) -> Words:
    by_language = mapping(value, LANGUAGES)
    return Words(
        tuple(
            (code, in_script(child, code, text(child, LONGEST)))
            for code, child in by_language.items()
        )
    )


def _maybe_words(value: Value) -> Words:
    return NOTHING if value.data is ABSENT else _words(value)


def _range(value: Value) -> tuple[int, int]:
    ends = [whole(child, 1, 5_000) for child in items(value, 2, 2)]
    if len(ends) != 2:
        return 0, 0
    if ends[0] >= ends[1]:
        value.refuse("goes from less to more")
    return ends[0], ends[1]


def _yes_or_no(value: Value) -> bool:
    if not isinstance(value.data, bool) and value.data is not ABSENT:
        value.refuse("must be true or false")
    return value.data is True
