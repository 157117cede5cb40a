"""No text of the allowed length keeps the server busy; no ordinary one is refused."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.benign_markdown import SNIPPETS
from tests.harmless import dangers
from tests.pathological_markdown import (
    LENGTH,
    TOKENS,
    UNITS,
    fill,
    grown,
    mixtures,
    nested,
)
from uclg_share.markup import Refusal, Unreadable, render

# Seconds of processor time; the promise is 2, and other machines are slower.
LIMIT = 5


def answer(text: str) -> Refusal | None:
    """Render within the limit, harmlessly, or say why not."""
    started = time.process_time()
    refusal = None
    page = ""
    try:
        page = render(text)
    except Unreadable as refused:
        refusal = refused.refusal
    assert time.process_time() - started < LIMIT
    assert dangers(page) == []
    return refusal


@pytest.mark.parametrize("unit", UNITS)
def test_one_thing_repeated_costs_little(unit: str) -> None:
    assert answer(fill(unit)) is not Refusal.NOT_UNDERSTOOD


@pytest.mark.parametrize("depth", [20, 60, 5_000])
def test_things_inside_each_other_cost_little(depth: int) -> None:
    for name, text in nested(depth).items():
        assert answer(text) is not Refusal.NOT_UNDERSTOOD, name


@pytest.mark.parametrize("size", [100, 1_000, 6_000, 29_000])
def test_one_thing_grown_large_costs_little(size: int) -> None:
    for name, text in grown(size).items():
        assert answer(text) is not Refusal.NOT_UNDERSTOOD, name


@pytest.mark.parametrize("seed", range(5))
def test_mixtures_cost_little(seed: int) -> None:
    for text in mixtures(seed, count=12):
        assert answer(text) is not Refusal.NOT_UNDERSTOOD, text[:200]


@settings(
    deadline=None,
    max_examples=200,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.sampled_from(TOKENS), max_size=80))
def test_short_mixtures_are_pages_without_harm(tokens: list[str]) -> None:
    assert answer("".join(tokens)) in (None, Refusal.TOO_DEEP)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (fill("["), Refusal.TOO_INTRICATE),
        (fill("a\n\n"), Refusal.TOO_INTRICATE),
        ("> " * 100 + "x", Refusal.TOO_DEEP),
        ("\n".join("    " * n + "* a" for n in range(60)), Refusal.TOO_DEEP),
        ("a|b\n-|-\n" + "c|d\n" * 4_000, Refusal.TABLE_TOO_LARGE),
        ("|".join("a" * 90) + "\n" + "|".join("-" * 90), Refusal.TABLE_TOO_LARGE),
        ("[^1]: x\n\n" + "[^1] " * 400, Refusal.TOO_MANY_FOOTNOTES),
        ("\n".join(f"[^{n}]: x" for n in range(400)), Refusal.TOO_MANY_FOOTNOTES),
        ("x" * (LENGTH + 1), Refusal.TOO_LONG),
    ],
)
def test_the_author_is_told_what_is_too_much(text: str, refusal: Refusal) -> None:
    assert answer(text) is refusal


def test_a_refusal_is_the_same_every_time() -> None:
    assert [answer(fill("*a **b ")) for _ in range(3)] == [answer(fill("*a **b "))] * 3


ROWS = "| cell one | 1,234 | 12 % | some **text** |\n"
ORDINARY = {
    "everything": ("\n\n".join(text for text, _ in SNIPPETS.values()) + "\n\n", ""),
    "links": ("The council *decided* on [a plan](https://a.org/b). " * 9 + "\n\n", ""),
    "Arabic": ("هذا **نص** عن [المدن](/x) والمياه. " * 8 + "\n\n", "[^1]\n\n[^1]: x"),
    "one paragraph": ("Words of a paragraph without end " * 20 + "and *one* word ", ""),
    "list": ("* an item with **bold** and [a link](/a)\n    * and one in it\n", ""),
    "quotation": ("> Words, `code`, a [link][1].\n>\n> * a\n> * b\n\n", "\n\n[1]: /x"),
    "code": ("```python\nif a < b: [c](d) * _e_ ![\n```\n\nThen words.\n\n", ""),
    "headings": ("## A heading\n\nSome lines of text,\nbroken by hand.\n\n", ""),
    "notes": ("A sentence of two hundred letters. " * 7 + "[^1]\n\n", "\n\n[^1]: x"),
    "table": (ROWS + "|---|--:|---|---|\n" + ROWS * 1_300, ""),
}


@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_text_of_full_length_is_not_refused(name: str) -> None:
    unit, end = ORDINARY[name]

    assert answer(fill(unit, LENGTH - len(end)) + end) is None
