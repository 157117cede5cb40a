from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.drafts import case_study
from tests.questions import matter
from tests.world import World
from uclg_share.mail_texts import speaking
from uclg_share.posts.models import Kind
from uclg_share.reviews.checks import checks_of


@pytest.fixture(autouse=True)
def in_english(app: Flask, world: World) -> Iterator[None]:
    with speaking("en"):
        yield


def said(world: World, **changes: Any) -> list[str]:
    """The words of what a coordinator should look at."""
    checks = checks_of(Kind.CASE_STUDY, case_study(world, **changes))
    return [str(check.words) for check in checks if not check.passed]


LONG = {
    key: "We counted every leak in every street, by night and by day. " * 3
    for key in ("context", "what_was_done", "results", "lessons")
}


def test_a_careful_text_has_nothing_to_look_at(world: World) -> None:
    assert said(world, sections=LONG) == []


@pytest.mark.parametrize(
    "text",
    [
        "Write to fatou.sarr@ville.example.sn",
        "Call +221 33 849 12 34",
        "Tel. 01 42 76 40 40",
        "(212) 555 0100 99",
    ],
)
def test_personal_data_is_pointed_out(world: World, text: str) -> None:
    [words] = said(world, sections={**LONG, "context": LONG["context"] + text})

    assert "in the text" in words


@pytest.mark.parametrize(
    "text",
    [
        "From 2019 to 2024 we spent 1,250,000 dinars.",
        "Between 2015-2019 and 2020-2024, 12 000 people.",
        "See https://example.org/2024/11/12345678901234",
        "Losses fell by 12.5 to 31 percent in 24 months.",
    ],
)
def test_years_and_money_are_no_telephone(world: World, text: str) -> None:
    assert said(world, sections={**LONG, "context": LONG["context"] + text}) == []


def test_what_is_missing_is_named(world: World) -> None:
    words = said(world, sections=LONG | {"lessons": "None."}, sources=(), latitude=None)

    assert words == [
        "No source is named",
        "Very short answer to: What did you learn, and what did not work?",
        "No place on the map: the coordinates are missing",
    ]


def test_a_question_owes_no_source_and_no_place(world: World) -> None:
    checks = checks_of(Kind.QUESTION, matter(world))

    words = [str(check.words) for check in checks if not check.passed]
    assert words == ["Very short answer to: What do you want to know?"]
