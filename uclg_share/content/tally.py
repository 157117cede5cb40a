"""What a load of content has added or renewed, for the log and for whoever ran it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

# Longer lists are a number alone.
LONGEST_LIST = 150


@dataclass
class Tally:
    """Names by kind; kinds in the order in which they were loaded."""

    added: dict[str, list[str]] = field(default_factory=dict)
    renewed: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.renewed)

    def add(self, kind: str, name: str) -> None:
        self.added.setdefault(kind, []).append(name)

    def renew(self, kind: str, name: str) -> None:
        self.renewed.setdefault(kind, []).append(name)

    def numbers(self) -> dict[str, Any]:
        """Plain data for the log."""
        both = {"added": self.added, "renewed": self.renewed}
        return {
            act: {kind: len(names) for kind, names in kinds.items()}
            for act, kinds in both.items()
            if kinds
        }

    def lines(self) -> list[str]:
        added = [_line("Added", *one) for one in self.added.items()]
        return added + [_line("Renewed", *one) for one in self.renewed.items()]


def _line(act: str, kind: str, names: list[str]) -> str:
    listed = ", ".join(names)
    shown = f": {listed}" if len(listed) <= LONGEST_LIST else ""
    return f"{act} {kind} ({len(names)}){shown}"
