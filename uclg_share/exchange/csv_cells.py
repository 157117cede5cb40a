"""Cells that a spreadsheet would run are shown instead, and come back as they were.

The rule: a text that begins with = + - @, also wide ones and also after blanks, or
with a tab or a line end, gets an apostrophe in front; so does a text that begins with
apostrophes and then like that. On the way back one apostrophe goes where the rest
begins like that. So every text comes back, and “'Twas” stays as it is.
"""

from __future__ import annotations

import unicodedata

MARKER = "'"
SIGNS = frozenset("=+-@")


def defused(text: str) -> str:
    return MARKER + text if _runs(text) else text


def restored(cell: str) -> str:
    """The way back from `defused`."""
    rest = cell[1:]
    return rest if cell.startswith(MARKER) and _runs(rest) else cell


def _runs(text: str) -> bool:
    """Whether it does, or would without the apostrophes in front of it."""
    rest = text.lstrip(MARKER)
    if rest.startswith(("\t", "\r", "\n")):
        return True
    # What nobody sees a spreadsheet may overlook, and wide signs are signs.
    seen = next((c for c in rest if unicodedata.category(c)[0] not in "CZ"), "")
    return unicodedata.normalize("NFKC", seen) in SIGNS


def joined(rows: list[tuple[str, str]]) -> str:
    """Pairs of single lines in one cell, each on its line: `Water utility | lead`."""
    return "\n".join(" | ".join(map(_escaped, pair)) for pair in rows)


def split(cell: str) -> list[tuple[str, str]]:
    """The way back from `joined`; what has no second half is a first one alone."""
    return [_pair(line) for line in cell.split("\n") if line.strip()]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("|", "\\|")


def _pair(line: str) -> tuple[str, str]:
    halves = ["", ""]
    at, escaping = 0, False
    for char in line:
        if escaping or char not in "\\|":
            halves[at] += char if not escaping or char in "\\|" else f"\\{char}"
            escaping = False
        elif char == "\\":
            escaping = True
        elif at == 0:
            at = 1
        else:
            halves[at] += char
    if escaping:
        halves[at] += "\\"
    return halves[0].strip(), halves[1].strip()
