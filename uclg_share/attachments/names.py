"""The name a file came with, made fit to be shown and to be offered for saving."""

from __future__ import annotations

import unicodedata

from uclg_share.text import clean_line

LONGEST = 120
NAMELESS = "file"
# Joiners are part of how some scripts are written; all else that is invisible goes.
JOINERS = frozenset("\u200c\u200d")
# No system takes all of these in a name.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*%', "-"))


def clean(name: str, ending: str) -> str:
    """A name without a folder or anything hidden, that ends as its content asks."""
    visible = _visible(name)
    stem = visible.rpartition(".")[0] if "." in visible else visible
    stem = stem.translate(_FORBIDDEN)[: LONGEST - len(ending) - 1].strip(" .")
    return f"{stem or NAMELESS}.{ending}"


def ending(name: str) -> str:
    """What stands behind the last dot of the name people see, in small letters."""
    _, dot, last = _visible(name).rpartition(".")
    return last.casefold() if dot else ""


def _visible(name: str) -> str:
    """The last part of a path of any system, as `clean_line` keeps lines."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = [char for char in last if char in JOINERS or not _is_hidden(char)]
    return clean_line("".join(kept)).rstrip(" .")


def _is_hidden(char: str) -> bool:
    # Tabs and line ends become spaces in `clean_line`.
    return unicodedata.category(char) in {"Cf", "Cs", "Co", "Cn"}
