from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts import case_study
from tests.world import World
from uclg_share.posts.differences import Line, Sign, compare, difference
from uclg_share.posts.models import Kind

TEXTS = st.text(alphabet="ab .\nمد", max_size=60)


def shown(lines: list[Line]) -> list[str]:
    """`a [-b-] [+c+]`: a line as its signs have it."""
    marks = {Sign.SAME: "{}", Sign.ADDED: "[+{}+]", Sign.REMOVED: "[-{}-]"}
    return [
        "".join(marks[piece.sign].format(piece.text) for piece in line.pieces)
        for line in lines
    ]


def side(lines: list[Line], without: Sign) -> str:
    """One of the two texts, put together again from its pieces."""
    kept = [line for line in lines if line.sign is not without]
    return "\n".join(
        "".join(piece.text for piece in line.pieces if piece.sign is not without)
        for line in kept
    )


def plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    "old, new, lines",
    [
        ("One tap leaks.", "One tap leaks.", ["One tap leaks."]),
        (
            "One tap leaks.",
            "Two taps leak.",
            ["[-One tap leaks.-]", "[+Two taps leak.+]"],
        ),
        (
            "Losses fell from 50 to 31 percent.",
            "Losses fell from 50 to 28 percent.",
            ["Losses fell from 50 to [-31-][+28+] percent."],
        ),
        ("Since 2022-10 on", "Since 2024-03 on", ["Since [-2022-10-][+2024-03+] on"]),
        ("First.\nSecond.", "First.\nThird thing here.", None),
        ("A line.", "A line.\n\nAnother line.", ["A line.", "[+Another line.+]"]),
        ("A line.\nAnother.", "Another.", ["[-A line.-]", "Another."]),
        (
            "انخفض الفاقد من 50 إلى 31 في المئة.",
            "انخفض الفاقد من 50 إلى 28 في المئة.",
            ["انخفض الفاقد من 50 إلى [-31-][+28+] في المئة."],
        ),
    ],
)
def test_words_that_changed_are_marked(
    old: str, new: str, lines: list[str] | None
) -> None:
    found = list(compare(old, new))

    assert lines is None or shown(found) == lines
    assert side(found, Sign.ADDED) == old
    assert side(found, Sign.REMOVED) == plain(new)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_nothing_made_up(old: str, new: str) -> None:
    lines = list(compare(old, new))

    assert side(lines, Sign.ADDED) == plain(old)
    assert side(lines, Sign.REMOVED) == plain(new)


def test_only_parts_that_changed_are_shown(world: World) -> None:
    before = case_study(world)
    sections = before.sections | {"lessons": "The first sensors drowned in mud."}

    changes = difference(Kind.CASE_STUDY, before, replace(before, sections=sections))

    assert [change.key for change in changes] == ["lessons"]
    assert shown(list(changes[0].lines)) == ["The first sensors drowned[+ in mud+]."]


def test_what_is_far_from_a_change_is_left_out(world: World) -> None:
    lines = [f"Line number {number} of the text." for number in range(20)]
    before = case_study(world, sections={"context": "\n".join(lines)})
    lines[10] = "Something else entirely happened on that day"
    after = case_study(world, sections={"context": "\n".join(lines)})

    [change] = difference(Kind.CASE_STUDY, before, after)

    assert len(change.lines) == 4


def test_the_longest_texts_cost_little() -> None:
    old = " ".join(f"word{number % 97}" for number in range(4000))
    new = " ".join(f"word{number % 89}" for number in range(4000))
    begun = time.process_time()

    lines = list(compare(old, new))
    many = list(compare("a\nb\n" * 2000, "b\nc\n" * 2000))

    assert time.process_time() - begun < 1.0
    assert side(lines, Sign.ADDED) == old
    assert len(many) == 8000
