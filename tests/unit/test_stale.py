"""What of a translation is older than its original, part by part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from uclg_share.families.stale import stale_parts
from uclg_share.families.words import renewed, untranslated, with_words, words_of
from uclg_share.posts.drafts import Draft, Enclosure, Origin, Partner, Source

TEXT = Draft(
    title="Leaks",
    summary="Forty leaks.",
    sections={"context": "Water.", "results": "Less."},
    place="Maputo",
    country="MZ",
    partners=(Partner("Utility", "lead"),),
    sources=(Source("Report", "https://example.org/"),),
    files=(Enclosure(7, alt="A pipe", credit="Amina"),),
)


@pytest.mark.parametrize(
    "now, stale",
    [
        (TEXT, []),
        (replace(TEXT, title="More leaks"), ["title"]),
        (replace(TEXT, summary="Fifty leaks."), ["summary"]),
        (replace(TEXT, sections={**TEXT.sections, "results": "More."}), ["results"]),
        (replace(TEXT, sections={**TEXT.sections, "lessons": "New."}), ["lessons"]),
        (replace(TEXT, sections={"context": "Water."}), ["results"]),
        (replace(TEXT, sections={**TEXT.sections, "results": " Less.\n"}), []),
        (replace(TEXT, country="ZA"), ["facts"]),
        (replace(TEXT, sources=()), ["facts"]),
        (replace(TEXT, guide=2), []),
    ],
)
def test_a_part_is_stale_when_its_text_is_another(now: Draft, stale: list[str]) -> None:
    assert stale_parts(None, now, {1: TEXT}) == stale


def test_each_part_follows_its_own_version() -> None:
    newer = replace(TEXT, title="More", summary="Fifty.")
    origin = Origin(follows={"title": 2, "summary": 1})

    assert stale_parts(origin, newer, {1: TEXT, 2: newer}) == ["summary"]


def test_a_version_nobody_knows_makes_everything_stale() -> None:
    origin = Origin(follows={"title": 9})

    assert stale_parts(origin, TEXT, {1: TEXT}) == ["title"]


def test_words_and_facts_together_are_the_text() -> None:
    assert with_words(TEXT, words_of(TEXT)) == TEXT


def test_a_translation_takes_new_facts_and_keeps_its_words() -> None:
    own = with_words(TEXT, {**words_of(TEXT), "title": "Fuites", "place": "Mapouto"})
    own = replace(own, language="fr", origin=Origin())

    now = renewed(own, replace(TEXT, title="Floods", country="ZA", place="Durban"))

    assert (now.title, now.place, now.country) == ("Fuites", "Mapouto", "ZA")
    assert (now.language, now.origin) == ("fr", Origin())


def test_names_are_taken_anew_when_their_list_is_another() -> None:
    said = {**words_of(TEXT), "partner_0": "La régie", "source_0": "Rapport"}
    own = with_words(TEXT, said)
    others = (Partner("Town", "peer"), Partner("Utility", "lead"))

    now = renewed(own, replace(TEXT, partners=others))

    assert [line.name for line in now.partners] == ["Town", "Utility"]
    assert [line.title for line in now.sources] == ["Rapport"]


def test_a_picture_keeps_its_credit_and_asks_for_its_description() -> None:
    nothing = replace(Draft(title=""), language="fr", origin=Origin())

    now = renewed(nothing, TEXT)

    assert now.files == (Enclosure(7, alt="", credit="Amina"),)
    assert "file_7_alt" in untranslated(now, TEXT)
