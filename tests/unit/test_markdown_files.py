"""The pictures of a text stand in its facts, and come back with all that is said."""

from __future__ import annotations

import pytest

from tests.drafts import case_study
from tests.world import World
from uclg_share.posts.as_file.files import Packed
from uclg_share.posts.as_file.form import Names, write
from uclg_share.posts.as_file.found import Rendering
from uclg_share.posts.as_file.reading import read
from uclg_share.posts.drafts import Enclosure, Origin
from uclg_share.posts.models import Kind

FULL = Enclosure(
    7, "A 'hand': #1", False, "= مسيرة", "{Amina}", True, True, "Yes: 2024"
)
NAMES = Names(files={7: Packed("files/a/1-map.webp", "صورة.webp")})
HEAD = "---\nkind: experience\ntitle: A\nfiles: [{row}]\n---\n"


def test_what_is_said_about_a_file_comes_back(world: World) -> None:
    draft = case_study(world, files=(FULL, Enclosure(8, alt="Gone"), Enclosure(7)))

    found = read(write(Kind.CASE_STUDY, draft, NAMES))

    assert found.faults == []
    assert [(one.file, one.name) for one in found.files] == [
        ("files/a/1-map.webp", "صورة.webp")
    ] * 2
    assert [one.about for one in found.files] == [
        Enclosure(**{**vars(FULL), "attachment_id": 0}),
        Enclosure(0),
    ]


def test_a_translation_says_so_and_nothing_else_does(world: World) -> None:
    names = Names(original="01-a.md", behind=("title", "facts"))
    text = write(
        Kind.CASE_STUDY,
        case_study(world, origin=Origin("machine", {"title": 2})),
        names,
    )

    assert "\ntranslation_of: '01-a.md'\nmade_by: machine\n" in text
    assert "\nbehind: [title, facts]\n" in text
    said = Rendering("01-a.md", "machine", ("title", "facts"))
    assert read(text).rendering == said
    assert read(write(Kind.CASE_STUDY, case_study(world), names)).rendering is None


@pytest.mark.parametrize(
    "row, key",
    [
        ("{alt: A}", "files[1]"),
        ("a.webp", "files[1]"),
        ("{file: a.webp, colour: red}", "files[1].colour"),
        ("{file: a.webp, people: perhaps}", "files[1].people"),
        ("{file: a.webp, attachment_id: 3}", "files[1].attachment_id"),
        ("{file: a.webp, alt: [a]}", "files[1].alt"),
        (f"{{file: a.webp, alt: {'x' * 301}}}", "files[1].alt"),
        (", ".join(["{file: a.webp}"] * 21), "files"),
    ],
    ids=lambda text: text[:30],
)
def test_a_fault_has_its_line_and_key(row: str, key: str) -> None:
    found = read(HEAD.replace("{row}", row))

    assert {(fault.line, fault.key) for fault in found.faults} == {(4, key)}
