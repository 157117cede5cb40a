"""What changed between two texts: lines first, then the words of a changed line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Kind

# A number with its signs is one word: 2024-09, 12.5, 1,250,000.
WORD = re.compile(r"\s+|\d+(?:[.,:/-]\d+)+|\w+|[^\w\s]")
# A comparison costs time with the product of the lengths: longer lines are not taken
# apart, more lines are shown as replaced.
MOST_WORDS = 800
MOST_LINES = 400
ALIKE = 0.35  # of the words; below it a line is another line
CONTEXT = 1  # unchanged lines shown on each side of a change


class Sign(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    MIXED = "mixed"


@dataclass(frozen=True)
class Piece:
    """Some words of a line that share one fate."""

    sign: Sign
    text: str


@dataclass(frozen=True)
class Line:
    sign: Sign
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """A part of the text that differs, with a line on each side of every change."""

    key: str
    lines: tuple[Line, ...]


def difference(kind: Kind, before: Draft, after: Draft) -> list[Change]:
    """The parts that changed, in the order of the text; nothing when nothing did."""
    keys = ["title", "summary", *(part.key for part in SPECS[kind].parts)]
    pairs = [(key, _text(before, key), _text(after, key)) for key in keys]
    return [
        Change(key, tuple(_near_changes(list(compare(old, new)))))
        for key, old, new in pairs
        if old != new
    ]


def compare(old: str, new: str) -> Iterator[Line]:
    """Every line of both texts, with what became of it."""
    before, after = _lines(old), _lines(new)
    if max(len(before), len(after)) > MOST_LINES:
        yield from _whole(Sign.REMOVED, before)
        yield from _whole(Sign.ADDED, after)
        return
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for step, i, j, k, m in steps:
        if step == "equal":
            yield from _whole(Sign.SAME, before[i:j])
        else:
            yield from _replaced(before[i:j], after[k:m])


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Lines that took each other's place are compared in pairs, the rest is whole."""
    shared = min(len(before), len(after))
    for old, new in zip(before[:shared], after[:shared], strict=True):
        yield from _pair(old, new)
    yield from _whole(Sign.REMOVED, before[shared:])
    yield from _whole(Sign.ADDED, after[shared:])


def _pair(old: str, new: str) -> Iterator[Line]:
    before, after = WORD.findall(old), WORD.findall(new)
    if max(len(before), len(after)) <= MOST_WORDS:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if _shared(matcher, before, after) >= ALIKE:
            yield Line(Sign.MIXED, tuple(_pieces(matcher, before, after)))
            return
    yield from _whole(Sign.REMOVED, [old])
    yield from _whole(Sign.ADDED, [new])


def _shared(
    matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]
) -> float:
    """The share of words and signs that stand in both; spaces prove nothing."""
    blocks = matcher.get_matching_blocks()
    same = sum(_words(before[at.a : at.a + at.size]) for at in blocks)
    return 2 * same / max(1, _words(before) + _words(after))


def _words(tokens: Sequence[str]) -> int:
    return sum(not token.isspace() for token in tokens)


def _pieces(
    matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]
) -> Iterator[Piece]:
    for step, i, j, k, m in matcher.get_opcodes():
        if step == "equal":
            yield Piece(Sign.SAME, "".join(before[i:j]))
            continue
        if j > i:
            yield Piece(Sign.REMOVED, "".join(before[i:j]))
        if m > k:
            yield Piece(Sign.ADDED, "".join(after[k:m]))


def _near_changes(lines: list[Line]) -> Iterator[Line]:
    """Changed lines with their neighbours; what is far from a change is left out."""
    changed = [at for at, line in enumerate(lines) if line.sign is not Sign.SAME]
    shown = {near for at in changed for near in range(at - CONTEXT, at + CONTEXT + 1)}
    return (line for at, line in enumerate(lines) if at in shown)


def _whole(sign: Sign, texts: Sequence[str]) -> Iterator[Line]:
    return (Line(sign, (Piece(sign, text),)) for text in texts)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _text(draft: Draft, key: str) -> str:
    if key in {"title", "summary"}:
        return str(getattr(draft, key))
    return draft.sections.get(key, "")
