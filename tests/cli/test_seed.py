from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.commands import run, snapshot
from tests.content_packs import copy_pack
from tests.damaged_content import DAMAGES
from tests.notes import verbs
from tests.records import last_entry
from uclg_share.audit import Verb
from uclg_share.content import loading
from uclg_share.database import Model, db, now
from uclg_share.groups.models import Committee, Joining, WorkingGroup
from uclg_share.organisations.models import (
    Organisation,
    OrganisationType,
    Section,
    searchable,
    sorting,
)
from uclg_share.organisations.queries import suggestions
from uclg_share.permissions import ANYONE
from uclg_share.posts.models import Sdg, Theme

pytestmark = pytest.mark.usefixtures("database")
NOTHING_NEW = (0, "Everything is there already; nothing was changed.\n")


def number_of(model: type[Model]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def group(slug: str) -> WorkingGroup:
    found = select(WorkingGroup).where(WorkingGroup.slug == slug)
    return db.session.scalars(found).one()


def organisation(slug: str) -> Organisation:
    found = select(Organisation).where(Organisation.slug == slug)
    return db.session.scalars(found).one()


def test_the_six_groups_are_there_in_order_each_in_its_colour(app: Flask) -> None:
    code, said = run(app, "seed")

    in_order = select(WorkingGroup).order_by(WorkingGroup.position)
    groups = list(db.session.scalars(in_order))
    assert code == 0, said
    assert [g.accent for g in groups] == ["city", "cib", "migr", "tour", "led", "mena"]
    assert [g.slug for g in groups if g.committee] == [
        "cib",
        "migration-codevelopment",
        "responsible-tourism",
    ]
    assert [g.slug for g in groups if g.joining is Joining.APPROVAL] == [
        "migration-codevelopment",
        "middle-east",
    ]
    for one in groups:
        texts = (one.names, one.short_descriptions, one.descriptions)
        assert all(set(text) == {"en", "fr", "es", "ar"} for text in texts)
        assert len(one.guidelines) >= 3


def test_the_committee_in_three_spellings_is_one_row(app: Flask) -> None:
    run(app, "seed")

    committee = db.session.scalars(select(Committee)).one()
    assert {
        "Committee on Decentralized Cooperation",
        "Committee on Decentralised Cooperation",
        "Decentralized Cooperation Committee",
    } <= set(committee.aliases)


def test_what_was_added_is_said_and_written_down_once(app: Flask) -> None:
    _, said = run(app, "seed")

    numbers = {model: number_of(model) for model in (Section, Theme, Sdg, Organisation)}
    assert list(numbers.values()) == [9, 28, 17, 44]
    assert "Added organisations (44)" in said
    assert "Added committees (1): decentralised-cooperation\n" in said
    assert verbs() == [Verb.CONTENT_LOADED]
    assert last_entry().data["added"]["working groups"] == 6


def test_seeding_twice_changes_nothing(app: Flask) -> None:
    run(app, "seed")
    before = snapshot()

    assert run(app, "seed") == NOTHING_NEW
    assert snapshot() == before


def test_organisations_are_confirmed_and_found_like_any_other(app: Flask) -> None:
    run(app, "seed")

    for one in db.session.scalars(select(Organisation)):
        assert one.confirmed_at is not None
        names = (one.name, one.acronym, one.local_name)
        assert one.search_text == searchable(*names)
        assert one.sort_name == sorting(one.name)
    tbb = organisation("tbb")
    assert [section.code for section in tbb.sections] == ["EUROPE", "MEWA"]
    assert tbb in suggestions(ANYONE, tbb.acronym)


def test_what_an_administrator_changed_stays(app: Flask) -> None:
    run(app, "seed")
    group("cib").names = {"en": "Capacity"}
    organisation("vng").description = "Ours."
    db.session.scalars(select(Committee)).one().aliases = ["Another spelling"]
    db.session.commit()
    before = snapshot()

    assert run(app, "seed") == NOTHING_NEW
    assert snapshot() == before


def test_words_that_no_page_changes_follow_the_pack(app: Flask) -> None:
    run(app, "seed")
    theme = db.session.get_one(Theme, "food")
    theme.names = theme.names | {"en": "Eating"}

    code, said = run(app, "seed")

    assert (code, said) == (0, "Renewed themes (1): food\n")
    assert db.session.get_one(Theme, "food").names["en"] == "Food and urban agriculture"
    assert last_entry().data == {"renewed": {"themes": 1}, "capacity": "operator"}


def test_what_is_missing_is_added_beside_the_rest(app: Flask) -> None:
    run(app, "seed")
    db.session.delete(group("middle-east"))
    db.session.delete(organisation("preston"))

    _, said = run(app, "seed")

    added = ["working groups (1): middle-east", "organisations (1): preston"]
    assert said == "".join(f"Added {words}\n" for words in added)
    assert group("middle-east").position == 6
    assert verbs() == [Verb.CONTENT_LOADED] * 2


def test_an_organisation_somebody_added_by_hand_is_not_doubled(app: Flask) -> None:
    name = "Association of Netherlands Municipalities"
    kind = OrganisationType.NATIONAL_LGA
    mine = Organisation(slug="the-dutch", name=name, type=kind, confirmed_at=now())
    db.session.add(mine)

    run(app, "seed")

    same = select(Organisation.slug).where(Organisation.sort_name == sorting(name))
    assert db.session.scalars(same).all() == ["the-dutch"]


@pytest.mark.parametrize("command", ["seed", "demo"])
def test_a_pack_with_a_fault_is_refused_whole(
    app: Flask, tmp_path: Path, command: str
) -> None:
    damage = DAMAGES["unknown key"]
    path = copy_pack(tmp_path / "pack") / damage.file
    path.write_text(path.read_text().replace(damage.before, damage.after, 1))
    before = snapshot()

    code, said = run(app, command, "--pack", str(tmp_path / "pack"))

    assert code == 1
    assert f"\n{damage.file}:9: mood: unknown key\n" in said
    assert snapshot() == before


def test_a_seed_that_fails_halfway_leaves_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    before = snapshot()
    monkeypatch.setattr(loading, "add_organisations", fail)

    assert run(app, "seed")[0] == 1
    assert snapshot() == before
