"""What the kinds ask: versions in files, four languages, what groups add."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from markupsafe import escape

from tests.drafts import case_study, drafted
from tests.tools import ROOT
from tests.world import World
from uclg_share.i18n import LANGUAGES
from uclg_share.mail_texts import speaking
from uclg_share.posts.actions import develop, save
from uclg_share.posts.completeness import missing
from uclg_share.posts.forms import form_for
from uclg_share.posts.guides import shelf
from uclg_share.posts.guides.loading import read_guides
from uclg_share.posts.guides.texts import Words
from uclg_share.posts.kinds import SPECS, spec_of
from uclg_share.posts.models import Kind
from uclg_share.posts.offers import first_draft
from uclg_share.posts.queries import latest_revision

FOLDER = ROOT / "uclg_share" / "posts" / "guides"
SEEDED = {
    *("intermediary-cities", "cib", "migration-codevelopment"),
    *("responsible-tourism", "local-economic-development", "middle-east"),
}


@pytest.fixture
def guides(tmp_path: Path) -> Path:
    """The files of the program, to be changed."""
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text())
    return tmp_path


@pytest.fixture
def second_version(guides: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of the case study, in which the lessons may be left out."""
    text = (guides / "case-study.1.yaml").read_text()
    head, found, rest = text.partition("  - key: lessons\n    required: true")
    assert found
    later = f"{head}  - key: lessons\n    required: false{rest}"
    later = later.replace("What changed?", "What is different now?")
    (guides / "case-study.2.yaml").write_text(later)
    found_guides = read_guides(guides, shelf.fields())
    known = {Kind(k.replace("-", "_")): v for k, v in found_guides.items()}
    monkeypatch.setattr(shelf, "_shelf", lambda: known)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_guide_speaks_every_language(kind: Kind, language: str) -> None:
    for version in shelf.versions(kind):
        guide = shelf.guide_of(kind, version)
        said = [guide.title, guide.promise]
        for part in guide.parts:
            said += [part.question, part.hint, part.why, part.example]
        for added in guide.additions.values():
            for one in added.values():
                said += filter(None, [one.hint, one.why, one.example])

        assert all(dict(words.by_language).get(language) for words in said)


def test_the_groups_we_begin_with_each_add_something() -> None:
    additions = shelf.guide_of(Kind.CASE_STUDY, 1).additions

    assert set(additions) == SEEDED
    assert all(len(parts) >= 2 for parts in additions.values())
    assert shelf.additions_of(Kind.CASE_STUDY, 1, "water") == {}


def test_an_example_fits_into_its_section() -> None:
    for spec in SPECS.values():
        for part in spec.parts:
            for _language, text in part.example.by_language:
                assert len(text) <= part.limit


def test_a_question_speaks_the_language_of_the_page(app: Flask) -> None:
    question = SPECS[Kind.CASE_STUDY].part("results").question

    for language, words in question.by_language:
        with app.app_context(), speaking(language):
            assert f"{question}" == str(escape(question)) == words


def test_a_text_without_a_language_is_empty() -> None:
    assert not Words(())


def test_an_unknown_version_is_read_as_the_newest() -> None:
    assert spec_of(Kind.CASE_STUDY, 99) == SPECS[Kind.CASE_STUDY]
    assert form_for(Kind.CASE_STUDY, 99) is form_for(Kind.CASE_STUDY)


@pytest.mark.usefixtures("second_version")
def test_a_text_keeps_the_version_it_was_begun_with(world: World) -> None:
    old = case_study(world, sections={"context": "A", "what_was_done": "B"})
    post = drafted(world, old)

    save(world.viewer("amina"), post, case_study(world, "Newer words"), 1)

    assert shelf.versions(Kind.CASE_STUDY) == [1, 2]
    assert latest_revision(post).content["guide"] == 1
    assert set(missing(Kind.CASE_STUDY, old)) == {"results", "lessons"}


@pytest.mark.usefixtures("second_version")
def test_a_new_text_is_asked_by_the_newest(app: Flask, world: World) -> None:
    with app.test_request_context("/en/write/case-study"):
        new = first_draft(world.viewer("amina"), Kind.CASE_STUDY, "en")

    assert new.guide == 2
    assert "lessons" not in missing(Kind.CASE_STUDY, new)
    assert form_for(Kind.CASE_STUDY, 2).guide == 2


@pytest.mark.usefixtures("second_version")
def test_a_case_study_grown_from_an_experience_is_asked_by_the_newest(
    world: World,
) -> None:
    post = drafted(world)
    post.kind = Kind.EXPERIENCE

    study = develop(world.viewer("amina"), post)

    assert latest_revision(study).content["guide"] == 2
