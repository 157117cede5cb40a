"""YAML as values that know where they stand; nothing in it can run or multiply.

The tree is built from the parser's events, so that no tag, anchor or alias is ever
obeyed. Words such as `no` and `NO` stay words: Norway is a country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import yaml

from uclg_share.content.files import objection_to
from uclg_share.content.problems import Report, quoted

_DEEPEST = 8
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})")
_FRACTION = re.compile(r"-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}


class Absence(Enum):
    """The value of a key that is missing; that was said once and is not said again."""

    ABSENT = "absent"


ABSENT = Absence.ABSENT


@dataclass(frozen=True)
class Value:
    """A scalar, list or mapping of the file, with its place."""

    data: Any
    report: Report
    file: str
    line: int
    key: str

    def refuse(self, reason: str) -> None:
        self.report.add(self.file, self.line, self.key, reason)

    def inside(self, data: Any, line: int, key: str) -> Value:
        return Value(data, self.report, self.file, line, key)


class _Unreadable(Exception):
    def __init__(self, line: int | None, key: str, reason: str) -> None:
        super().__init__(reason)
        self.line, self.key, self.reason = line, key, reason


def parse(report: Report, file: str, text: str, lines_above: int = 0) -> Value | None:
    """The root of the tree; None after saying why there is none."""
    try:
        return _Builder(report, file, text, lines_above).root()
    except _Unreadable as error:
        report.add(file, error.line, error.key, error.reason)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 + lines_above if mark else None
        report.add(file, line, "", f"is not YAML: {error.problem}")
    except (yaml.YAMLError, ValueError, OverflowError):
        report.add(file, None, "", "is not YAML")
    return None


class _Builder:
    def __init__(self, report: Report, file: str, text: str, lines_above: int) -> None:
        self.report, self.file, self.first = report, file, lines_above + 1
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))

    def root(self) -> Value:
        next(self.events)  # the stream
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _Unreadable(None, "", "is empty")
        value = self._value(next(self.events), "", 0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Unreadable(self._line(after), "", "holds more than one document")
        return value

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first

    def _value(self, event: Any, key: str, depth: int) -> Value:
        line = self._line(event)
        self._must_be_plain(event, line, key)
        if depth > _DEEPEST:
            raise _Unreadable(line, key, "is nested too deeply")
        data: Any
        if isinstance(event, yaml.ScalarEvent):
            data = self._scalar(event, line, key)
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self._list(key, depth)
        else:
            data = self._mapping(key, depth)
        return Value(data, self.report, self.file, line, key)

    def _must_be_plain(self, event: Any, line: int, key: str) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Unreadable(line, key, "anchors and aliases are not allowed")
        if event.tag:
            raise _Unreadable(line, key, "tags are not allowed")

    def _scalar(self, event: Any, line: int, key: str) -> Any:
        # Escapes can hide what the file itself does not show.
        if event.style == '"' and (reason := objection_to(event.value)):
            raise _Unreadable(line, key, reason)
        return event.value if event.style else _resolved(event.value)

    def _list(self, key: str, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{key}[{len(items) + 1}]", depth + 1))
        return items

    def _mapping(self, key: str, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._name(event, key)
            path = f"{key}.{name}" if key else name
            if name in found:
                raise _Unreadable(self._line(event), path, "stands twice")
            found[name] = self._value(next(self.events), path, depth + 1)
        return found

    def _name(self, event: Any, key: str) -> str:
        line = self._line(event)
        self._must_be_plain(event, line, key)
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            raise _Unreadable(line, key, "a key must be a word")
        name = event.value
        if len(name) > 60 or not re.fullmatch(r"[\w-]+", name):
            raise _Unreadable(line, key, f"a key must be a word, not {quoted(name)}")
        return str(name)


def _resolved(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _FRACTION.fullmatch(word) else word
