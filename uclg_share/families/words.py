"""What of a text has to be translated, and what a translation shares with its original.

Every word that speaks a language has a name, which is that of its field in the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from uclg_share.posts.drafts import (
    Draft,
    Enclosure,
    Origin,
    Partner,
    Resources,
    Source,
)
from uclg_share.text import is_blank

# Taken over from the original as they are until somebody translates them.
NAMES = ("place", "partner_", "source_", "resources_note")


def words_of(draft: Draft) -> dict[str, str]:
    """In the order of the form."""
    return {
        "title": draft.title,
        "summary": draft.summary,
        **draft.sections,
        "place": draft.place,
        "resources_note": draft.resources.note,
        **{f"partner_{at}": line.name for at, line in enumerate(draft.partners)},
        **{f"source_{at}": line.title for at, line in enumerate(draft.sources)},
        **dict(_of_files(draft.files)),
    }


def with_words(facts: Draft, words: Mapping[str, str]) -> Draft:
    """The facts of one text, told in other words; a word that is missing is empty."""
    return replace(
        facts,
        title=words.get("title", ""),
        summary=words.get("summary", ""),
        sections=_sections(facts, words),
        place=words.get("place", ""),
        partners=tuple(
            Partner(words.get(f"partner_{at}", ""), line.role)
            for at, line in enumerate(facts.partners)
        ),
        resources=_resources(facts.resources, words),
        sources=tuple(
            Source(words.get(f"source_{at}", ""), line.url)
            for at, line in enumerate(facts.sources)
        ),
        files=tuple(_described(file, words) for file in facts.files),
    )


def renewed(own: Draft, original: Draft) -> Draft:
    """A translation with the facts of its original as they are now.

    The names in it stay as they were translated, unless the list they stand in is
    another one now.
    """
    known, words = words_of(own), words_of(original)
    if [line.role for line in own.partners] != [p.role for p in original.partners]:
        known = _without(known, "partner_")
    if [line.url for line in own.sources] != [s.url for s in original.sources]:
        known = _without(known, "source_")
    names = {key: text for key, text in words.items() if key.startswith(NAMES)}
    told = with_words(original, names | {k: v for k, v in known.items() if v})
    return replace(
        told,
        sections={**dict.fromkeys(original.sections, ""), **own.sections},
        language=own.language,
        origin=own.origin,
    )


def begun(original: Draft, language: str, origin: Origin) -> Draft:
    """A translation nobody has written a word of yet."""
    nothing = Draft(title="", language=language, origin=origin)
    return renewed(nothing, original)


def untranslated(own: Draft, original: Draft) -> list[str]:
    """What the original says and the translation does not yet, in its order."""
    told = words_of(own)
    said = words_of(original).items()
    return [k for k, v in said if not is_blank(v) and is_blank(told.get(k, ""))]


def _sections(facts: Draft, words: Mapping[str, str]) -> dict[str, str]:
    return {key: words.get(key, "") for key in facts.sections}


def _resources(known: Resources, words: Mapping[str, str]) -> Resources:
    return replace(known, note=words.get("resources_note", ""))


def _described(file: Enclosure, words: Mapping[str, str]) -> Enclosure:
    name = f"file_{file.attachment_id}"
    alt, caption = words.get(f"{name}_alt", ""), words.get(f"{name}_caption", "")
    return replace(file, alt=alt, caption=caption)


def _of_files(files: tuple[Enclosure, ...]) -> Iterator[tuple[str, str]]:
    for file in files:
        yield f"file_{file.attachment_id}_alt", file.alt
        yield f"file_{file.attachment_id}_caption", file.caption


def _without(words: Mapping[str, str], beginning: str) -> dict[str, str]:
    return {k: v for k, v in words.items() if not k.startswith(beginning)}
