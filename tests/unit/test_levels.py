"""How far a text has come, what helps most next, and who takes an outline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drafts import case_study, drafted, experience
from tests.outlines import outline
from tests.world import World
from uclg_share.posts.completeness import OUTLINE, level, missing, next_question
from uclg_share.posts.drafts import Draft
from uclg_share.posts.guidance import guidance_for, words_in
from uclg_share.posts.models import Completeness, Kind

STUDY = Kind.CASE_STUDY


def without(draft: Draft, name: str) -> Draft:
    nothing: dict[str, Any] = {
        "organisation_id": {"organisation_id": None},
        "lead_group": {"group_ids": ()},
        "themes": {"themes": ()},
        "what_was_done": {"sections": {"results": "It fell."}},
    }
    return replace(draft, **nothing.get(name, {name: ""}))


def test_the_levels_of_a_case_study(world: World) -> None:
    assert level(STUDY, Draft(title="First thoughts")) is None
    assert level(STUDY, outline(world)) is Completeness.OUTLINE
    assert level(STUDY, case_study(world)) is Completeness.COMPLETE


@pytest.mark.parametrize("name", OUTLINE)
def test_less_is_not_an_outline(world: World, name: str) -> None:
    assert level(STUDY, without(outline(world), name)) is None


def test_an_experience_is_complete_or_not_yet_anything(world: World) -> None:
    half = replace(experience(world), sections={"what_happened": "We walked."})

    assert level(Kind.EXPERIENCE, half) is None
    assert level(Kind.EXPERIENCE, experience(world)) is Completeness.COMPLETE


@pytest.mark.parametrize(
    "changes, name",
    [
        ({"title": "", "sections": {}}, "title"),
        ({"sections": {}, "summary": ""}, "what_was_done"),
        ({"sections": {"what_was_done": "A"}}, "results"),
        ({"sections": {"what_was_done": "A", "results": "B"}}, "lessons"),
        ({"summary": "", "evidence": ""}, "summary"),
        ({"evidence": "", "organisation_id": None}, "evidence"),
    ],
)
def test_what_helps_most_is_asked_next(
    world: World, changes: dict[str, Any], name: str
) -> None:
    draft = case_study(world, **changes)

    found = next_question(STUDY, draft, missing(STUDY, draft))

    assert found is not None
    assert found[0] == name


def test_nothing_is_asked_of_a_complete_text(world: World) -> None:
    assert next_question(STUDY, case_study(world), {}) is None


def test_the_composer_counts_answers_and_words(world: World) -> None:
    post = drafted(world, outline(world))
    groups = [world.markets, world.water]

    guide = guidance_for(world.viewer("amina"), STUDY, post, outline(world), groups)

    assert guide.group == world.water
    assert (guide.asked, guide.done) == (14, 9)
    assert guide.to_next_level == [
        *("status", "evidence", "context", "results", "lessons"),
    ]
    assert guide.words == {"what_was_done": 6}
    assert not guide.can_be_outline


def test_to_an_outline_only_its_own_parts_are_named(world: World) -> None:
    draft = without(outline(world), "place")

    guide = guidance_for(world.viewer("amina"), STUDY, None, draft, [])

    assert guide.to_next_level == ["place"]


def test_marks_are_no_words() -> None:
    assert words_in("**Half** of it – 50 % – was lost.\n\n* * *\n") == 6
    assert words_in("نصف المياه ضاع") == 3
