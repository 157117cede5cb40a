"""How many of the candidates have each kind, group, theme, country, language, year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l

from uclg_share import countries
from uclg_share.i18n import LANGUAGES, current_language, language_name, local
from uclg_share.posts.models import Kind
from uclg_share.search.asking import Asked
from uclg_share.search.words import mark
from uclg_share.words import word

# The name of a facet in an address: `lang` there is the language of the page.
FACETS = {
    "kind": ("kind", _l("Kind of post")),
    "group": ("group", _l("Working group")),
    "theme": ("theme", _l("Theme")),
    "country": ("country", _l("Country or territory")),
    "lang": ("language", _l("Language of the text")),
    "year": ("year", _l("Year")),
    "sdg": ("sdg", _l("Goal")),
    "org": ("org", _l("Organisation")),
}
OFFERED = ("kind", "group", "theme", "country", "lang", "year")
# So many values are shown at once, and so many offered: the rest is for the line.
SHOWN, MOST = 6, 30
YEAR = mark("year", "")


class Value(NamedTuple):
    value: str
    label: str
    number: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    field: str
    name: str
    label: Any
    values: list[Value]

    @property
    def key(self) -> Hashable:
        """All it is made from: the words of a search that is asked again, or in the
        other order, are as they were."""
        return self.field, tuple(self.values)

    @property
    def first(self) -> list[Value]:
        return self.values[:SHOWN]

    @property
    def rest(self) -> list[Value]:
        return self.values[SHOWN:]

    @property
    def is_on(self) -> bool:
        return any(value.is_on for value in self.values)


@dataclass(frozen=True)
class Labels:
    """What the values of a facet are called in the language of the page."""

    groups: Iterable[Any]
    themes: Iterable[Any]

    def of(self, field: str, seen: Iterable[str] = ()) -> Mapping[str, str]:
        if field in {"group", "theme"}:
            things = self.groups if field == "group" else self.themes
            return {one.slug: local(one.names) for one in things}
        return _lasting(field, current_language()) or {value: value for value in seen}


@cache
def _lasting(field: str, language: str) -> Mapping[str, str]:
    """The same as long as the program runs."""
    if field == "kind":
        return {kind.value: str(word(kind)) for kind in Kind}
    if field == "lang":
        return {code: language_name(code) for code in LANGUAGES}
    return countries.choices(language) if field == "country" else {}


def counted(rows: Iterable[Any], asked: Asked, labels: Labels) -> list[Facet]:
    """The most frequent values first, after those that are chosen."""
    tally = Counter(" ".join([row.marks for row in rows]).split())
    years = [one.removeprefix(YEAR) for one in tally if one.startswith(YEAR)]
    facets = []
    for field in OFFERED:
        chosen = _chosen(asked, field)
        values = _values(field, tally, chosen, labels.of(field, years))
        if len(values) > 1 or chosen:
            facets.append(Facet(field, *FACETS[field], values))
    return facets


def _values(
    field: str, tally: Counter[str], chosen: set[str], known: Mapping[str, str]
) -> list[Value]:
    """Of two hundred countries those that were found, without a look at the others."""
    names = _by_mark(field, tuple(known))
    found = names.keys() & (tally.keys() | {mark(field, one) for one in chosen})
    order = sorted(
        (value not in chosen, -tally[one], place, value)
        for one in found
        for place, value in [names[one]]
    )
    return [
        Value(value, known[value], -number, not is_off)
        for is_off, number, _, value in order[:MOST]
    ]


@lru_cache(maxsize=100)
def _by_mark(field: str, values: tuple[str, ...]) -> dict[str, tuple[int, str]]:
    """Where each stands among all, and the value, by its word in the index."""
    return {mark(field, value): (at, value) for at, value in enumerate(values)}


def _chosen(asked: Asked, field: str) -> set[str]:
    return {one.value for one in asked.choices if one.field == field and not one.is_out}
