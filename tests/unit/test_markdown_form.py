"""A draft taken out as a file and read back is the same draft."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.drafts import case_study, experience
from tests.world import World
from uclg_share.posts.drafts import Draft, Partner, Resources, Source
from uclg_share.posts.markdown_form import Names, Notes, write
from uclg_share.posts.models import Kind
from uclg_share.posts.pasted import judge

EMPTY = {"context": "", "what_was_done": "", "results": "", "lessons": "",
         "transfer": ""}  # fmt: skip
TABLE = "| Year | Loss |\n|---|---|\n| 2024 | 50 \\| 49 |\n\n---\n\nThe rest."


@pytest.fixture(autouse=True)
def _page(app: Flask, world: World) -> Iterator[None]:
    with app.test_request_context("/en/write/upload", method="POST"):
        yield


def file_of(world: World, draft: Draft, kind: Kind = Kind.CASE_STUDY) -> str:
    names = Names(
        {world.hills.id: "hills", world.coast.id: "coast"},
        {world.water.id: "water", world.markets.id: "markets"},
        {world.cooperation.id: "cooperation"},
    )
    return write(kind, draft, names)


def read_back(world: World, text: str) -> Draft:
    judged = judge(world.viewer("amina"), text, "en")
    assert judged.draft is not None, [
        (f.line, f.key, str(f.reason)) for f in judged.faults
    ]
    return judged.draft


def faults_in(world: World, text: str) -> list[tuple[int | None, str, str]]:
    judged = judge(world.viewer("amina"), text, "en")
    assert judged.draft is None
    return [(fault.line, fault.key, str(fault.reason)) for fault in judged.faults]


def with_sections(**changes: str) -> dict[str, Any]:
    return {"sections": {**EMPTY, **changes}}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": 'It\'s “new”: "#1" - a [list], {map} & more | %', "summary": "---"},
        {"title": "- no", "place": "null", "summary": "# true"},
        {"title": "@`!&*%", "place": "~", "summary": "a: b: c #d"},
        {"title": "2024", "started": "2023", "ended": "2024-03", "status": "pilot"},
        {"title": "كشف التسرب في مابوتو", "language": "ar", "place": "مابوتو"},
        {"co_organisation_ids": (), "group_ids": (), "committee_ids": ()},
        {"organisation_id": None, "themes": (), "sdgs": (), "partners": ()},
        {"sources": (), "country": "NO", "countries": ("NO", "MZ")},
        {"latitude": None, "longitude": None, "population_band": "50k-1m"},
        {"licence": "CC-BY-SA-4.0", "language": "fr"},
        {
            "partners": (
                Partner("Régie: l'eau, {et} plus", "peer"),
                Partner("B", "lead"),
            )
        },
        {"sources": (Source("", "https://example.org/?a=1&b={c}#d"), Source("'", ""))},
        {"resources": Resources(1250000.5, "EUR", 2024, "It's: a lot, {really}")},
        {"resources": Resources(note="Nobody counted")},
        with_sections(context=TABLE, results="- a\n- b\n\n> quote: 'x'"),
        with_sections(context="## Results\n\nfoo\n\\## Results\n\\\\## Context"),
        with_sections(lessons="<!-- seen -->\n\\<!-- seen -->\nend\\"),
        with_sections(
            what_was_done="## A heading of my own\n\n```\n## Context\n---\n```"
        ),
        with_sections(results="النتائج\n\n## السياق\n\n---\n\nنص"),
    ],
)
def test_a_text_taken_out_and_read_in_is_the_same(
    world: World, changes: dict[str, Any]
) -> None:
    draft = case_study(world, **changes)

    assert read_back(world, file_of(world, draft)) == draft


def test_an_experience_comes_back_with_windows_line_ends(world: World) -> None:
    draft = experience(world)
    text = file_of(world, draft, Kind.EXPERIENCE).replace("\n", "\r\n")

    judged = judge(world.viewer("amina"), f"\ufeff\r\n{text}", "en")

    assert (judged.kind, judged.draft) == (Kind.EXPERIENCE, draft)


def test_notes_beside_keys_and_under_headings_are_not_read(world: World) -> None:
    draft = case_study(world, **with_sections(context="Dry."), partners=())
    notes = Notes("All\nabout it", {"title": "needed: 'x'"}, {"context": "Why?"})
    text = write(Kind.CASE_STUDY, replace(draft, organisation_id=None), Names(), notes)

    found = read_back(world, text)

    assert "# All about it\n" in text
    assert "<!-- Why? -->" in text
    assert (found.title, found.sections["context"]) == (draft.title, "Dry.")


def test_headings_of_another_language_are_understood(world: World) -> None:
    text = (
        "---\nkind: experience\ntitle: Une promenade\n---\n## Ce qui s'est passé\nNous."
    )

    assert read_back(world, text).sections["what_happened"] == "Nous."


def test_what_one_may_not_choose_is_left_empty_and_named(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    text = file_of(world, draft).replace("[water]", "[budgets, water]")

    judged = judge(world.viewer("amina"), text, "en")

    assert judged.draft is not None
    assert judged.draft == replace(draft, organisation_id=None, group_ids=())
    assert judged.left == ("organisation", "groups")


def test_an_unknown_group_beside_a_known_one_is_left_out(world: World) -> None:
    text = file_of(world, case_study(world)).replace("[water]", "[water, moon]")

    judged = judge(world.viewer("amina"), text, "en")

    assert judged.draft == case_study(world)
    assert judged.left == ("groups",)


# The line, the key and a word of the reason.
FAULTS = [
    ("", 1, "", "two lines of ---"),
    ("title: x", 1, "", "two lines of ---"),
    ("---\nkind: experience\n---\n", None, "title", "Write a title"),
    ("---\nkind: poem\ntitle: x\n---\n", 2, "kind", "case-study, experience"),
    ("---\ntitle: x\n---\n", 2, "kind", "case-study, experience"),
    ("\n\n---\nkind: experience\ntitle: x\nmoon: 1\n---\n", 6, "moon", "not known"),
    ("---\nkind: experience\ntitle: [x]\n---\n", 3, "title", "one value"),
    ("---\nkind: experience\ntitle: {x: y}\n---\n", 3, "title", "one value"),
    ("---\nkind: [experience]\ntitle: x\n---\n", 2, "kind", "case-study"),
    ("---\nkind: experience\ntitle: x\nthemes: food\n---\n", 4, "themes", "list"),
    ("---\nkind: experience\ntitle: x\npartners: [x]\n---\n", 4, "partners[1]", "keys"),
    ("---\nkind: experience\ntitle: x\nresources: 5\n---\n", 4, "resources", "keys"),
    ("---\n- x\n---\n", 2, "", "keys"),
    ("---\nx\n---\n", 2, "", "keys"),
    ("---\nkind: experience\ntitle: x\ntitle: y\n---\n", 4, "title", "twice"),
    ("---\nkind: &a experience\n---\n", 2, "kind", "Anchors"),
    ("---\nkind: *a\n---\n", 2, "kind", "Anchors"),
    ("---\ntitle: !!python/object/apply:os.system [x]\n---\n", 2, "title", "Tags"),
    ("---\ntitle: !!str x\n---\n", 2, "title", "Tags"),
    ("---\ntitle: " + "[" * 50_000 + "\n---\n", 2, "", "quote or bracket"),
    (f"---\ntitle: {'[' * 9}{']' * 9}\n---\n", 2, "title" + "[1]" * 8, "nested"),
    ("---\ntitle: 'x\n---\n", 2, "", "quote or bracket"),
    ('---\ntitle: "Write to ana@example.org"\n---\n', 2, "title", "single quotes"),
    ("---\n'a b': x\n---\n", 2, "", "one word"),
    ("---\nkind: experience\ntitle: x\n--- y\na: b\n---\n", 4, "", "second line"),
    ("---\nkind: experience\ntitle: x\0\n---\n", None, "", "no text"),
    ("---\nkind: experience\ntitle: x\n---\n" + "a" * 300_000, None, "", "100,000"),
    ("---\nkind: experience\ntitle: x\n---\nHello\n", 5, "", "the first heading"),
    ("---\nkind: experience\ntitle: x\nlatitude: north\n---\n", 4, "latitude", "36.4"),
    ("---\nkind: experience\ntitle: x\nlatitude: 91\n---\n", 4, "latitude", "90"),
    ("---\nkind: experience\ntitle: x\nstatus: done\n---\n", 4, "status", "pilot"),
    ("---\nkind: experience\ntitle: x\ncountry: ZZ\n---\n", 4, "country", "Choose"),
    ("---\nkind: experience\ntitle: x\nlanguage: de\n---\n", 4, "language", "en, fr"),
    ("---\nkind: experience\ntitle: x\nsdgs: [99]\n---\n", 4, "sdgs", "1, 2, 3"),
    (f"---\nkind: experience\ntitle: {'x' * 121}\n---\n", 3, "title", "120"),
    ("---\nkind: experience\ntitle: x\nsources:\n  - {url: 'javascript:1'}\n---\n",
     5, "sources[1].url", "https://"),
    ("---\nkind: experience\ntitle: x\npartners:\n  - {name: x, role: boss}\n---\n",
     5, "partners[1].role", "lead"),
    ("---\nkind: experience\ntitle: x\nresources: {year: 99}\n---\n",
     4, "resources.year", "four digits"),
    ("---\nkind: experience\ntitle: x\npartners: [" + "{name: x}, " * 21 + "]\n---\n",
     4, "partners", "20"),
]  # fmt: skip


@pytest.mark.parametrize("text, line, key, word", FAULTS)
def test_a_fault_is_said_with_its_line_and_key(
    world: World, text: str, line: int | None, key: str, word: str
) -> None:
    begun = time.monotonic()

    found = faults_in(world, text)

    assert (line, key) in [(at, name) for at, name, _reason in found], found
    assert word in " ".join(reason for _line, _key, reason in found), found
    assert time.monotonic() - begun < 2


def test_a_heading_that_stands_twice_is_refused(world: World) -> None:
    facts = "---\nkind: experience\ntitle: x\n---\n"
    text = f"{facts}## What happened\nA\n## What happened\nB\n"

    assert faults_in(world, text) == [(7, "## What happened", "This stands twice")]


def test_a_section_that_is_too_long_is_named_by_its_heading(world: World) -> None:
    facts = "---\nkind: experience\ntitle: x\n---\n"
    ((line, key, reason),) = faults_in(
        world, f"{facts}\n## What we learned\n{'a ' * 900}"
    )

    assert (line, key) == (6, "## What we learned")
    assert "800" in reason
