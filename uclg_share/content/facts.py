"""Whether a value is a slug, a date, an address, a place or a text in its script."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from babel.numbers import list_currencies

from uclg_share.content.checks import (
    choice,
    is_empty,
    line,
    mapping,
    maybe,
    number,
    text,
)
from uclg_share.content.problems import quoted
from uclg_share.content.tree import Value
from uclg_share.countries import CODES

LANGUAGES = ("en", "fr", "es", "ar")
LONGEST_SLUG = 60
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

Known = Collection[str] | None
"""What may be named; None when the file that lists it could not be read."""


def slug(value: Value) -> str:
    words = line(value, LONGEST_SLUG)
    if words and not _SLUG.fullmatch(words):
        value.refuse(f"{quoted(words)} is not made of a-z, 0-9 and single hyphens")
    return words


def reference(value: Value, known: Known, what: str) -> str:
    words = line(value, 200)
    if words and known is not None and words not in known:
        value.refuse(f"unknown {what} {quoted(words)}")
    return words


def country(value: Value) -> str:
    return reference(value, CODES, "country")


def currency(value: Value) -> str:
    return reference(value, list_currencies(), "currency")


def month(value: Value) -> str:
    """'YYYY' or 'YYYY-MM', in quotes where it is a year alone."""
    if isinstance(value.data, int):
        value.refuse(f'must be text: write "{value.data}" in quotes')
        return ""
    words = line(value, 20)
    if words and not _MONTH.fullmatch(words):
        value.refuse(f"{quoted(words)} is not a date like 2024 or 2024-09")
        return ""
    return words


def day(value: Value) -> str:
    """The same, or a day that the calendar has."""
    words = str(value.data or "")
    if not _DAY.fullmatch(words):
        return month(value)
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError:
        value.refuse(f"{quoted(words)} is not in the calendar")
        return ""


def must_follow(start: str, value: Value, end: str | None) -> None:
    """Dates of different precision are compared as far as both go."""
    if start and end:
        shared = min(len(start), len(end))
        if end[:shared] < start[:shared]:
            value.refuse("comes before the start")


def address(value: Value, at_most: int = 300) -> str:
    words = line(value, at_most)
    if words and not _is_web_address(words):
        value.refuse(f"{quoted(words)} is not a web address")
    return words


def _is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        _ = parts.port  # raises when it is no number
    except ValueError:
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in {"http", "https"}
        and "." in host.strip(".")
        and not any(letter.isspace() or letter in "<>\"'@\\" for letter in words)
    )


def degrees(value: Value, most: float) -> float | None:
    """A tenth of a degree says which town, and no more is wanted."""
    found = maybe(value, partial(number, least=-most, most=most))
    if found is not None and abs(round(found, 1) - found) > 1e-9:
        value.refuse("must be rounded to 0.1 degree")
    return found


def place(
    latitude: Value, longitude: Value, required: bool
) -> tuple[float | None, float | None]:
    """Both coordinates or none."""
    pair = degrees(latitude, 90), degrees(longitude, 180)
    for value, other in ((latitude, longitude), (longitude, latitude)):
        if value.data is None and (required or not is_empty(other)):
            value.refuse("is missing")
    return pair


def names(value: Value, at_most: int = 200) -> dict[str, str]:
    """A text in every language of the site, each in its script."""
    return {
        language: in_script(child, language, text(child, at_most))
        for language, child in mapping(value, LANGUAGES).items()
    }


def in_script(value: Value, language: str, words: str) -> str:
    if words and language in LANGUAGES and not is_written_in(language, words):
        value.refuse("is in the wrong script")
    return words


def is_written_in(language: str, words: str) -> bool:
    if language == "ar":
        return bool(_ARABIC.search(words))
    return not _ARABIC.search(words) and bool(_LATIN.search(words))


def arabic_letters(words: str) -> int:
    return len(_ARABIC.findall(words))


def language(value: Value) -> str:
    return choice(value, LANGUAGES)
