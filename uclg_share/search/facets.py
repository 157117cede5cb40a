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

    def of(self, field: str) -> Mapping[str, str]:
        """Not of a year, which is called what it is."""
        if field in {"group", "theme"}:
            things = self.groups if field == "group" else self.themes
            return {one.slug: local(one.names) for one in things}
        return _lasting(field, current_language())


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
    chosen = {(one.field, one.value) for one in asked.choices if not one.is_out}
    for field, value in chosen:
        tally[mark(field, value)] += 0
    names = {field: labels.of(field) for field in OFFERED}
    found = _found(tally, tuple(names["group"]), tuple(names["theme"]))
    facets = []
    for field in OFFERED:
        order = sorted(
            ((field, value) not in chosen, -number, place, value)
            for number, place, value in found[field]
        )
        values = [
            Value(value, names[field].get(value, value), -number, not is_off)
            for is_off, number, _, value in order[:MOST]
        ]
        if len(values) > 1 or any(value.is_on for value in values):
            facets.append(Facet(field, *FACETS[field], values))
    return facets


def _found(
    tally: Counter[str], groups: tuple[str, ...], themes: tuple[str, ...]
) -> dict[str, list[tuple[int, int, str]]]:
    """Of each field what was found: how often, its place among all, and the value."""
    found: dict[str, list[tuple[int, int, str]]] = {field: [] for field in OFFERED}
    known = _by_mark(groups, themes, current_language())
    for one, number in tally.items():
        if told := known.get(one):
            field, place, value = told
            found[field].append((number, place, value))
        elif one.startswith(YEAR):
            year = one.removeprefix(YEAR)
            found["year"].append((number, -int(year), year))
    return found


@lru_cache(maxsize=20)
def _by_mark(
    groups: tuple[str, ...], themes: tuple[str, ...], language: str
) -> dict[str, tuple[str, int, str]]:
    """Every value but years, by its word in the index: with its field and its place
    among the values of that field."""
    fields = {field: tuple(_lasting(field, language)) for field in OFFERED}
    return {
        mark(field, value): (field, place, value)
        for field, values in (fields | {"group": groups, "theme": themes}).items()
        for place, value in enumerate(values)
    }
