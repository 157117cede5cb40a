"""The words of a file that somebody sent, however they were saved."""

from __future__ import annotations

import codecs
import re
from typing import Any

from flask_babel import lazy_gettext as _l

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# No text holds these; a picture or a document does within its first bytes.
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
UNREADABLE = _l("This file holds no text that we can read. Save it as UTF-8.")
SAMPLE = 400


class Undecodable(Exception):
    reason: Any = UNREADABLE


def words_of(content: bytes) -> tuple[str, bool]:
    """The text, and whether its way of saving had to be guessed.

    UTF-8, then UTF-16, then Latin-1 as Windows writes it, in which nearly every file
    makes some sense: so a guess is told to the reader. Raises `Undecodable`.
    """
    text, is_guess = _decoded(content)
    if NO_TEXT.search(text):
        raise Undecodable
    return text, is_guess


def _decoded(content: bytes) -> tuple[str, bool]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), False
    if b"\0" in content:
        return _strictly(content, _half_empty(content)), True
    try:
        return content.decode("utf-8"), False
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), True


def _half_empty(content: bytes) -> str:
    """Without a mark UTF-16 shows by the zeros beside the letters of Latin script."""
    even, odd = content[:SAMPLE:2].count(0), content[1:SAMPLE:2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable from error
