"""A practice as a file: its facts between two lines of `---`, then its text."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.content.problems import Report
from uclg_share.content.tree import Value, parse

_FENCE = "---\n"


@dataclass(frozen=True)
class Document:
    """`body_line` is the number of the first line of the body in its file."""

    facts: Value
    body: str
    body_line: int


def split(report: Report, file: str, text: str) -> Document | None:
    head, fence, body = text.removeprefix(_FENCE).partition(f"\n{_FENCE}")
    if not text.startswith(_FENCE) or not fence or not head.strip():
        report.add(file, 1, "", "has no front matter between two lines of ---")
        return None
    facts = parse(report, file, head, lines_above=1)
    if facts is None:
        return None
    return Document(facts, body, head.count("\n") + 4)
