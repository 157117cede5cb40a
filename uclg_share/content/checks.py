"""Whether a value has the shape its key promises.

Each check gives the value back as Python knows it. When it is something else, the check
says so in the report and gives a harmless value of the same type, so that the reading
goes on and finds the other faults.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from uclg_share.content.problems import quoted
from uclg_share.content.tree import ABSENT, Value

T = TypeVar("T")
MOST = 10_000


def mapping(
    value: Value, required: Collection[str], optional: Collection[str] = ()
) -> dict[str, Value]:
    """The value of every key that may stand there; missing ones are ABSENT."""
    given = value.data if isinstance(value.data, dict) else {}
    if value.data is not ABSENT and not isinstance(value.data, dict):
        value.refuse("must be a mapping of keys and values")
        value = value.inside(ABSENT, value.line, value.key)
    for name, child in given.items():
        if name not in required and name not in optional:
            child.refuse("unknown key")
    return {
        name: given[name] if name in given else _gap(value, name, name in required)
        for name in [*required, *optional]
    }


def _gap(value: Value, name: str, required: bool) -> Value:
    gap = value.inside(ABSENT, value.line, f"{value.key}.{name}".lstrip("."))
    if required and value.data is not ABSENT:
        gap.refuse("is missing")
    return gap


def items(value: Value, at_least: int = 0, at_most: int = MOST) -> list[Value]:
    if not _is(value, list, "a list"):
        return []
    found: list[Value] = value.data
    if not at_least <= len(found) <= at_most:
        value.refuse(f"has {len(found)} entries, {at_least} to {at_most} are allowed")
    return found


def text(value: Value, at_most: int, at_least: int = 1) -> str:
    if not _is(value, str, "text"):
        return ""
    words: str = value.data.strip()
    if not at_least <= len(words) <= at_most:
        allowed = f"{at_least} to {at_most} are allowed"
        value.refuse(f"has {len(words)} characters, {allowed}")
    return words


def line(value: Value, at_most: int, at_least: int = 1) -> str:
    """Text that a list or a heading can show."""
    words = text(value, at_most, at_least)
    if "\n" in words:
        value.refuse("must be a single line")
    return words


def whole(value: Value, least: int, most: int) -> int:
    if not _is(value, int, "a whole number"):
        return least
    if not least <= value.data <= most:
        value.refuse(f"must lie between {least} and {most}")
    return int(value.data)


def number(value: Value, least: float, most: float) -> float:
    if not _is(value, (int, float), "a number"):
        return 0.0
    if not least <= value.data <= most:
        value.refuse(f"must lie between {least:g} and {most:g}")
    return float(value.data)


def choice(value: Value, allowed: Collection[str]) -> str:
    if not _is(value, str, "text"):
        return ""
    if value.data not in allowed:
        wanted = ", ".join(sorted(allowed))
        value.refuse(f"{quoted(value.data)} is not one of {wanted}")
    return str(value.data)


def maybe(value: Value, check: Callable[[Value], T]) -> T | None:
    """For a key that may be `null`, or left out where the keys allow it."""
    return None if is_empty(value) else check(value)


def is_empty(value: Value) -> bool:
    return value.data is None or value.data is ABSENT


def each(
    value: Value, check: Callable[[Value], T], at_least: int = 0, at_most: int = MOST
) -> tuple[T, ...]:
    """A list in which nothing stands twice; faults carry the key of the list."""
    entries = [
        child.inside(child.data, child.line, value.key)
        for child in items(value, at_least, at_most)
    ]
    refuse_twins(entries)
    return tuple(map(check, entries))


def refuse_twins(values: list[Value]) -> None:
    seen: set[str | int] = set()
    for value in values:
        if not isinstance(value.data, str | int):
            continue
        if value.data in seen:
            value.refuse(f"{quoted(value.data)} stands twice")
        seen.add(value.data)


def _is(value: Value, kind: type | tuple[type, ...], words: str) -> bool:
    if value.data is ABSENT:
        return False
    if isinstance(value.data, kind) and not isinstance(value.data, bool):
        return True
    value.refuse(f"must be {words}, not {_shown(value.data)}")
    return False


def _shown(data: Any) -> str:
    if isinstance(data, dict):
        return "a mapping"
    return "a list" if isinstance(data, list) else quoted(data)
