"""What was found in a file written offline: its words, their places, its faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.content.tree import Value
from uclg_share.posts.drafts import Enclosure
from uclg_share.posts.models import Kind


@dataclass(frozen=True)
class Fault:
    """`line` counts from 1; None when the fault has no line. `key` may be empty."""

    line: int | None
    key: str
    reason: Any


@dataclass(frozen=True)
class Enclosed:
    """A picture or document that the facts name; `file` is its place in an archive."""

    file: str
    name: str
    about: Enclosure
    line: int | None
    key: str


@dataclass(frozen=True)
class Rendering:
    """What a translation says of itself: the file of its original, how it was made,
    and which parts still render an earlier text of it."""

    of: str
    made_by: str
    behind: tuple[str, ...]


@dataclass
class Pasted:
    """`words` and `places` go by the names that the fields of the form have."""

    kind: Kind = Kind.EXPERIENCE
    words: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    files: list[Enclosed] = field(default_factory=list)
    rendering: Rendering | None = None
    # (line, key as it stands in the file)
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def note(self, name: str, value: Value) -> None:
        self.places[name] = (value.line, value.key)

    def fault_at(self, name: str, reason: Any) -> Fault:
        line, key = self.places.get(name, (None, name))
        return Fault(line, key, reason)

    def refuse(self, value: Value, reason: Any) -> None:
        self.faults.append(Fault(value.line, value.key, reason))

    def word(self, value: Value) -> str:
        if value.data is None:
            return ""
        if isinstance(value.data, bool):
            return str(value.data).lower()
        if isinstance(value.data, str | int | float):
            return str(value.data)
        self.refuse(value, _l("Write one value here, no list"))
        return ""

    def items(self, value: Value) -> list[Value]:
        if value.data is None:
            return []
        if isinstance(value.data, list):
            return value.data
        self.refuse(value, _l("Write a list here, such as [a, b]"))
        return []

    def mapping(self, value: Value) -> dict[str, Value]:
        if value.data is None:
            return {}
        if isinstance(value.data, dict):
            return value.data
        self.refuse(value, _l("Write keys and values here"))
        return {}
