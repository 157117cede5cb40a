"""The loader of the guides lets no fault by, and says where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools import ROOT
from uclg_share.content.problems import ContentError
from uclg_share.posts.guides import shelf
from uclg_share.posts.guides.loading import read_guides

FOLDER = ROOT / "uclg_share" / "posts" / "guides"
Change = Callable[[str], str]
FAULTS: dict[str, tuple[str, Change, str]] = {
    "a language is missing": (
        "case-study.1.yaml",
        lambda text: text.replace('      es: "¿Qué cambió?"\n', ""),
        "sections[3].question.es: is missing",
    ),
    "a text is empty": (
        "experience.1.yaml",
        lambda text: text.replace('"What happened?"', '""'),
        "question.en",
    ),
    "a key nobody knows": (
        "experience.1.yaml",
        lambda text: text.replace("minutes: 15", "minutes: 15\nhours: 1"),
        "hours: unknown key",
    ),
    "a section that is not one of the kind": (
        "experience.1.yaml",
        lambda text: text.replace("key: lesson", "key: moral"),
        "must be what_happened, lesson, in this order",
    ),
    "a limit that is no number": (
        "case-study.1.yaml",
        lambda text: text.replace("limit: 4000", "limit: many"),
        "limit: must be a whole number",
    ),
    "fewer words at most than at least": (
        "case-study.1.yaml",
        lambda text: text.replace("[120, 500]", "[500, 120]"),
        "words: goes from less to more",
    ),
    "needed, or perhaps": (
        "case-study.1.yaml",
        lambda text: text.replace("required: false", "required: perhaps"),
        "required: must be true or false",
    ),
    "an Arabic text in Latin letters": (
        "experience.1.yaml",
        lambda text: text.replace('"اكتب تجربة"', '"Uktub"'),
        "title.ar: is in the wrong script",
    ),
    "a group adds to a section there is not": (
        "case-study.1.cib.yaml",
        lambda text: text.replace("key: results", "key: outputs"),
        'key: unknown section "outputs"',
    ),
    "it is no YAML": (
        "case-study.1.cib.yaml",
        lambda text: f"{text}\n  - [",
        "is not YAML",
    ),
}


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    """The files of the program, to be changed."""
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    return tmp_path


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_its_file_and_key(guides: Path, name: str) -> None:
    file, change, words = FAULTS[name]
    before = (guides / file).read_text()
    (guides / file).write_text(change(before))
    assert (guides / file).read_text() != before

    with pytest.raises(ContentError) as caught:
        read_guides(guides, shelf.fields())

    assert file in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "name, words",
    [
        ("case-study.3.yaml", "without a gap"),
        ("case-study.2.cib.yaml", "a version that does not exist"),
        ("poem.1.yaml", "is no name of a guide"),
        ("case-study.yaml", "is no name of a guide"),
    ],
)
def test_a_file_that_fits_nowhere_is_refused(
    guides: Path, name: str, words: str
) -> None:
    model = "case-study.1.cib.yaml" if "cib" in name else "case-study.1.yaml"
    (guides / name).write_text((guides / model).read_text())

    with pytest.raises(ContentError, match=words):
        read_guides(guides, shelf.fields())


def test_a_kind_without_a_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="without a gap"):
        read_guides(tmp_path, shelf.fields())
