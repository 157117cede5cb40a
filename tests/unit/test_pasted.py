"""What is wrong in a file written offline is said with its line, its key and why."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask import Flask

from tests.world import World
from uclg_share.posts.as_file.judging import judge

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _page(app: Flask, world: World) -> Iterator[None]:
    with app.test_request_context("/en/write/upload", method="POST"):
        yield


def faults_in(world: World, text: str) -> list[tuple[int | None, str, str]]:
    judged = judge(world.viewer("amina"), text, "en")
    assert judged.draft is None
    return [(fault.line, fault.key, str(fault.reason)) for fault in judged.faults]


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
    ("---\nkind: experience\ntitle: Water: a story\n---\n", 3, "", "with a : between"),
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
    begun = time.process_time()

    found = faults_in(world, text)

    assert (line, key) in [(at, name) for at, name, _reason in found], found
    assert word in " ".join(reason for _line, _key, reason in found), found
    assert time.process_time() - begun < 2


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
