"""What was looked for, marked in the texts where it was found.

The index knows words by what their forms share; here a pattern for each of them finds
the forms in a text as it was written, accents and all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from functools import cache, cached_property, lru_cache
from typing import Any

from markupsafe import Markup, escape

from uclg_share.search.asking import Term
from uclg_share.text import fold

# Letters with accents of Latin script, and those of Arabic.
RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00), (0x620, 0x700))
MARKS = "[\u0300-\u036f\u064b-\u0652\u0640]*"
AROUND = 110
MOST_MARKS = 12


class Find:
    """A card whose title and summary show what was found; else it is the row."""

    def __init__(self, row: Any, terms: list[Term]) -> None:
        self._row = row
        self._words = tuple(term.words for term in terms)

    @property
    def key(self) -> Hashable:
        """All it is made from: its last column, the text, changes with its moment."""
        return self._row.key[:-1], self._words

    @cached_property
    def title(self) -> Markup:
        return marked(self._row.title or "", pattern_of(self._words))

    @cached_property
    def summary(self) -> Markup:
        return _told(self._row, pattern_of(self._words))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)


def marked(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """The text, escaped, with <mark> around what was looked for."""
    if pattern is None:
        return escape(text)
    pieces: list[Markup] = []
    end = 0
    for hit in list(pattern.finditer(text))[:MOST_MARKS]:
        pieces += [escape(text[end : hit.start()])]
        pieces += [Markup("<mark>{}</mark>").format(hit[0])]
        end = hit.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _told(row: Any, pattern: re.Pattern[str] | None) -> Markup:
    """The summary; where it has nothing of it, the place in the text that has."""
    summary = row.summary or ""
    if pattern is None or pattern.search(summary):
        return marked(summary, pattern)
    # The plain text begins with the title and the summary.
    text = row.plain_text or ""
    hit = pattern.search(text, min(len(text), len(row.title or "") + len(summary)))
    return marked(_around(text, hit) if hit else summary, pattern)


def _around(text: str, hit: re.Match[str]) -> str:
    start, end = max(0, hit.start() - AROUND), min(len(text), hit.end() + AROUND)
    piece = text[start:end]
    if start:
        piece = "… " + piece.partition(" ")[2]
    if end < len(text):
        piece = piece.rpartition(" ")[0] + " …"
    return " ".join(piece.split())


@lru_cache(maxsize=500)
def pattern_of(phrases: tuple[tuple[str, ...], ...]) -> re.Pattern[str] | None:
    found = [r"[\W_]+".join(map(_form, words)) for words in phrases]
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _form(word: str) -> str:
    """A pattern for a word in its forms; see the endings of `words.py`."""
    if "\u4e00" <= word[0] <= "\u9fff":
        return word
    base, ending = word, "(?:es|e|s|x)?"
    if word.isascii() and len(word) > 3:
        if word.endswith("y"):
            base, ending = word[:-1], "(?:y|ies?)"
        elif word.endswith("al"):
            base, ending = word[:-2], f"(?:a{MARKS}le?s?|aux)"
    letters = "".join(map(_letter, base))
    article = "" if word.isascii() else "(?:[وبفك]?ال|لل)?"
    return rf"(?<!\w){article}{letters}{ending}(?!\w)"


def _letter(letter: str) -> str:
    others = "".join(sorted(_spelt()[letter]))
    both = letter + ("z" if letter == "s" else "")  # organise, organize
    if not others and both == letter:
        return re.escape(letter)
    return f"[{re.escape(both)}{others}]{MARKS}"


@cache
def _spelt() -> dict[str, set[str]]:
    """The letters that fold to one letter."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for first, last in RANGES:
        for char in map(chr, range(first, last)):
            if len(plain := fold(char)) == 1 and plain != char and char.isalpha():
                spelt[plain].add(char)
    return spelt
