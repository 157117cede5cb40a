"""What is wrong with a content pack, and where."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

_LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Problem:
    """`line` counts from 1; None when the fault has no line. `key` may be empty."""

    file: str
    line: int | None
    key: str
    reason: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (where, self.key, self.reason) if part)


class ContentError(Exception):
    """The pack cannot be used; every fault found is listed, one on each line."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


@dataclass
class Report:
    """Collects faults, so that one reading of a pack shows them all."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int | None, key: str, reason: str) -> None:
        self.problems.append(Problem(file, line, key, reason))

    def close(self) -> None:
        """Raise what was found, in the order of files and lines."""
        if self.problems:
            once = dict.fromkeys(self.problems)
            places = sorted(once, key=lambda p: (p.file, p.line or 0))
            raise ContentError(places)


def quoted(value: object) -> str:
    """A value from a file on one line of a message, never too long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
