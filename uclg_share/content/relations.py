"""Translations tell the same story as their original; nobody adapts themselves."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.content.entries import PracticeEntry
from uclg_share.content.listing import Fields

SHARED = (
    "kind",
    "organisation",
    "co_organisations",
    "groups",
    "committees",
    "country",
    "countries",
    "latitude",
    "longitude",
    "population_band",
    "started",
    "ended",
    "status",
    "evidence",
    "themes",
    "sdgs",
    "licence",
    "adapted_from",
)


@dataclass(frozen=True)
class Reading:
    """A practice and the places of its facts in its file."""

    entry: PracticeEntry
    fields: Fields


def check_relations(readings: list[Reading]) -> None:
    by_slug = {reading.entry.slug: reading.entry for reading in readings}
    seen: set[tuple[str, str]] = set()
    for reading in readings:
        _check_adaptations(reading)
        name = reading.entry.translation_of
        original = by_slug.get(name) if name else None
        if original is not None:
            _check_translation(reading, original)
            _check_family(reading, original, seen)


def _check_adaptations(reading: Reading) -> None:
    if reading.entry.slug in reading.entry.adapted_from:
        reading.fields["adapted_from"].refuse("names the practice itself")


def _check_family(
    reading: Reading, original: PracticeEntry, seen: set[tuple[str, str]]
) -> None:
    """One text in each language."""
    pair = (original.slug, reading.entry.language)
    if pair in seen or reading.entry.language == original.language:
        reading.fields["translation_of"].refuse(
            "names an original that has a text in this language"
        )
    seen.add(pair)


def _check_translation(reading: Reading, original: PracticeEntry) -> None:
    entry, fields = reading.entry, reading.fields
    if original.translation_of is not None:
        fields["translation_of"].refuse("names a text that is itself a translation")
        return
    for name in SHARED:
        if getattr(entry, name) != getattr(original, name):
            fields[name].refuse("differs from the original")
    if [s.url for s in entry.sources] != [s.url for s in original.sources]:
        fields["sources"].refuse("differ from the original")
    if entry.resources.amount != original.resources.amount:
        fields["resources"].refuse("have another amount than the original")
