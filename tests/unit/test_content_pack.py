"""A content pack is read whole or refused with everything that is wrong with it."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.content_packs import VOCABULARIES, copy_pack, problems_of
from tests.damaged_content import DAMAGES, ORGANISATIONS, PRESTON, WORKSHOP
from uclg_share.content import headings, organisations, practice_facts, tree
from uclg_share.content.facts import LANGUAGES
from uclg_share.content.pack import SHIPPED, ContentError, Problem, read_pack
from uclg_share.i18n import LANGUAGES as LANGUAGES_OF_THE_SITE
from uclg_share.organisations.models import OrganisationType
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Evidence, PartnerRole, PopulationBand, Status


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_pack(tmp_path / "pack")


def test_the_shipped_pack_is_whole() -> None:
    pack = read_pack(SHIPPED)

    sizes = [len(pack.groups), len(pack.committees), len(pack.themes), len(pack.sdgs)]
    assert sizes == [6, 1, 28, 17]
    assert len(pack.sections) == 9
    assert len(pack.organisations) >= 30
    assert len(pack.projects) == 17
    languages = Counter(practice.language for practice in pack.practices)
    assert languages == {"en": 28, "fr": 3, "es": 4, "ar": 2}


def test_every_group_leads_a_practice_and_three_have_a_committee() -> None:
    pack = read_pack(SHIPPED)

    assert {p.groups[0] for p in pack.practices} == {g.slug for g in pack.groups}
    assert [group.committee for group in pack.groups] == [
        None,
        "decentralised-cooperation",
        "decentralised-cooperation",
        "decentralised-cooperation",
        None,
        None,
    ]


def test_a_practice_is_cut_at_its_headings() -> None:
    practice = next(p for p in read_pack(SHIPPED).practices if p.file == WORKSHOP)

    assert list(practice.sections) == ["what_happened", "lesson"]
    assert practice.sections["what_happened"].startswith("From 1 to 3 August 2011")
    assert practice.sections["lesson"].endswith("than a longer report.")
    assert practice.countries == ()
    assert practice.partners[1].role == "peer"
    assert practice.resources.amount is None


def test_the_pack_speaks_the_language_of_the_tables() -> None:
    assert set(LANGUAGES) == set(LANGUAGES_OF_THE_SITE)
    assert set(organisations.TYPES) == set(OrganisationType)
    assert set(practice_facts.BANDS) == set(PopulationBand)
    assert set(practice_facts.STATES) == set(Status)
    assert set(practice_facts.EVIDENCE) == set(Evidence)
    assert set(practice_facts.ROLES) == set(PartnerRole)
    limits = {part.key: part.limit for spec in SPECS.values() for part in spec.parts}
    assert limits == headings.LIMITS


def test_the_slow_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_pack(SHIPPED)

    monkeypatch.setattr(tree, "_Loader", yaml.SafeLoader)

    assert read_pack(SHIPPED) == fast


@pytest.mark.parametrize("name", DAMAGES)
def test_one_fault_is_found_where_it_is(pack: Path, name: str) -> None:
    damage = DAMAGES[name]
    text = (pack / damage.file).read_text(encoding="utf-8")
    above, found, below = text.partition(damage.before)
    assert found
    (pack / damage.file).write_text(above + damage.after + below, "utf-8", newline="")
    at = above.count("\n") + 1
    line = None if damage.below is None else at + damage.below

    assert problems_of(pack) == [Problem(damage.file, line, damage.key, damage.reason)]


def test_every_fault_is_named_on_one_reading(pack: Path) -> None:
    for damage in (DAMAGES["unknown theme"], DAMAGES["unknown country"]):
        path = pack / damage.file
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(damage.before, damage.after), encoding="utf-8")

    with pytest.raises(ContentError) as refusal:
        read_pack(pack)

    assert str(refusal.value) == (
        f'{PRESTON}:15: country: unknown country "UK"\n'
        f'{PRESTON}:23: themes: unknown theme "magic"'
    )


FILES = [*VOCABULARIES, PRESTON]
Spoil = Callable[[Path], object]
SPOILT: dict[str, tuple[Spoil, int | None, str]] = {
    "missing": (Path.unlink, None, "is missing"),
    "empty": (lambda path: path.write_bytes(b""), None, "is empty"),
    "blank": (lambda path: path.write_bytes(b" \n\n"), None, "is empty"),
    "not UTF-8": (lambda path: path.write_bytes(b"a\n\xff"), 2, "is not UTF-8"),
    "huge": (
        lambda path: path.write_bytes(b"a" * 1_000_001),
        None,
        "is larger than 1 MB",
    ),
    "a zero byte": (
        lambda path: path.write_bytes(b"a: \0"),
        1,
        "contains a broken or invisible character",
    ),
}


@pytest.mark.parametrize("way", SPOILT)
@pytest.mark.parametrize("file", FILES)
def test_a_spoilt_file_is_named(pack: Path, file: str, way: str) -> None:
    spoil, line, reason = SPOILT[way]

    spoil(pack / file)

    own = [problem for problem in problems_of(pack) if problem.file == file]
    if (file, way) == (PRESTON, "missing"):
        assert own == []  # a practice fewer is no fault
    else:
        assert own == [Problem(file, line, "", reason)]


def test_an_unreadable_file_accuses_no_other(pack: Path) -> None:
    for file in ("themes.yaml", "committees.yaml", "groups.yaml", "headings.yaml"):
        (pack / file).unlink()
    (pack / ORGANISATIONS).write_bytes(b"\xff")

    assert {problem.reason for problem in problems_of(pack)} == {
        "is missing",
        "is not UTF-8",
    }


ROOTS = ["a", "[]", "{}", "1", "~", "---", "--- a\n--- b", "{a: [}", "? [a]\n: b", "%X"]


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("file", FILES)
def test_a_file_of_another_shape_is_refused(pack: Path, file: str, root: str) -> None:
    (pack / file).write_text(root, encoding="utf-8")

    assert file in {problem.file for problem in problems_of(pack)}


def test_a_practice_needs_a_name_with_a_number(pack: Path) -> None:
    (pack / PRESTON).rename(pack / "posts" / "preston.md")

    assert problems_of(pack) == [
        Problem("posts/preston.md", None, "", "must be named NN-slug.md")
    ]


def test_two_practices_cannot_share_a_name(pack: Path) -> None:
    shutil.copy(pack / PRESTON, pack / PRESTON.replace("12-", "99-"))

    found = [(p.key, p.reason) for p in problems_of(pack)]
    assert found == [("slug", '"preston-community-wealth-building" stands twice')]


def test_a_pack_that_is_not_there_is_refused(tmp_path: Path) -> None:
    problems = problems_of(tmp_path / "nowhere")

    assert len(problems) == 9
    assert {problem.reason for problem in problems} == {"is missing"}


def test_what_spreads_is_refused_at_once(pack: Path) -> None:
    layers = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30)]
    (pack / "themes.yaml").write_text("\n".join(["l0: &l0 [x]", *layers]), "utf-8")

    assert [str(problem) for problem in problems_of(pack)] == [
        "themes.yaml:1: l0: anchors and aliases are not allowed"
    ]
