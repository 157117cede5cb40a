"""A draft taken out as a file and read back is the same draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from tests.drafts import case_study, experience
from tests.world import World
from uclg_share.posts.as_file.form import Names, Notes, write
from uclg_share.posts.as_file.judging import judge
from uclg_share.posts.drafts import Draft, Partner, Resources, Source
from uclg_share.posts.models import Kind

pytestmark = pytest.mark.once

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
