"""The fields of a question, such as `country:`, and which values they may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from uclg_share import countries
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.models import Kind, Theme
from uclg_share.search.words import words_of
from uclg_share.text import fold

FIELDS = ("group", "country", "theme", "sdg", "kind", "lang", "org", "year")
GOALS = 17
KINDS = {kind.value.replace("_", "-"): kind.value for kind in Kind}
TONGUES = {fold(n): code for code, (own, _) in LANGUAGES.items() for n in (own, code)}
NUMBERS = {str(number): str(number) for number in range(1, GOALS + 1)}


@dataclass(frozen=True)
class Known:
    """Of each field its values, by whatever a reader may call them, folded."""

    values: dict[str, dict[str, str]]

    def find(self, field: str, said: str) -> str | None:
        if field == "year":
            return said if re.fullmatch(r"(?:19|20)[0-9]{2}", said) else None
        if field == "org":
            return said if words_of(said) else None
        return self.values.get(field, {}).get(fold(said.replace("_", "-")))


def known_of(
    groups: Iterable[WorkingGroup], themes: Iterable[Theme], language: str
) -> Known:
    """A value has its address and its name in any language; a country its code and its
    name in this one."""
    return Known(
        {
            "group": _by_name((one.slug, one.names) for one in groups),
            "theme": _by_name((one.slug, one.names) for one in themes),
            "country": _countries(language),
            "kind": KINDS,
            "lang": TONGUES,
            "sdg": NUMBERS,
        }
    )


@cache
def _countries(language: str) -> dict[str, str]:
    known = countries.choices(language)
    return {fold(n): code for code, name in known.items() for n in (name, code)}


def _by_name(things: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    return {
        _folded(name): slug
        for slug, names in things
        for name in (*names.values(), slug)
    }


@lru_cache(maxsize=5000)
def _folded(name: str) -> str:
    """Of a group or theme: each question asks for the same few hundred."""
    return fold(name)
