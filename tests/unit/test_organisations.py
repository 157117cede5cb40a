from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from tests.directory import RECORD, found, last_entry, proposed
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.organisations.actions import (
    add,
    change,
    describe,
)
from uclg_share.organisations.entries import DomainTaken
from uclg_share.organisations.models import Affiliation, OrganisationType
from uclg_share.organisations.proposals import Portrait
from uclg_share.organisations.queries import (
    similar_to,
    suggestions,
)
from uclg_share.permissions import ANYONE, NotAllowed


def test_an_administrator_adds_everything(world: World) -> None:
    organisation = add(world.viewer("dina"), RECORD)

    assert organisation.confirmed_at
    assert [one.domain for one in organisation.domains] == ["islands.example.org"]
    assert [one.code for one in organisation.sections] == ["AFRICA"]
    assert found("iles") == found("LIC") == ["league-of-island-councils"]
    assert last_entry().verb is Verb.ORGANISATION_ADDED


@pytest.mark.parametrize("name", ["amina", "gabriel", "hana"])
def test_nobody_else_adds(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        add(world.viewer(name), RECORD)


def test_an_administrator_changes_everything(world: World) -> None:
    change(world.viewer("dina"), world.hills, RECORD, world.hills.version)

    assert world.hills.name == "League of Island Councils"
    assert world.hills.slug == "hills"
    assert found("islands") == []
    assert found("island") == ["hills"]
    changes = last_entry().data["changes"]
    assert changes["country"] == ["TN", "FJ"]
    assert changes["domains"] == [["hills.example.org"], ["islands.example.org"]]


def test_a_representative_describes_only_their_own(world: World) -> None:
    portrait = Portrait(local_name="Hügel", website="https://hills.example.org")

    describe(world.viewer("gabriel"), world.hills, portrait, world.hills.version)
    with pytest.raises(NotAllowed):
        describe(world.viewer("gabriel"), world.coast, portrait, 1)
    with pytest.raises(NotAllowed):
        describe(world.viewer("amina"), world.hills, portrait, 1)

    assert found("hugel") == ["hills"]
    assert world.hills.name == "Association of Hill Municipalities"


def test_a_representative_does_not_change_the_record(world: World) -> None:
    with pytest.raises(NotAllowed):
        change(world.viewer("gabriel"), world.hills, RECORD, world.hills.version)


def test_a_stale_form_changes_nothing(world: World) -> None:
    version = world.hills.version
    dina = world.viewer("dina")
    describe(dina, world.hills, Portrait(sections=("MEWA",)), version)
    db.session.flush()

    with pytest.raises(ChangedMeanwhile):
        describe(
            dina, world.hills, Portrait(website="https://old.example.org"), version
        )

    assert world.hills.website == ""


def test_a_domain_belongs_to_one_organisation(world: World) -> None:
    record = replace(RECORD, domains=("hills.example.org",))

    with pytest.raises(DomainTaken, match=r"hills\.example\.org"):
        change(world.viewer("dina"), world.coast, record, world.coast.version)


@pytest.mark.parametrize("wildcard", ["%", "_", "%%", "a%m", "/", "\\", "'"])
def test_wildcards_are_letters_in_a_search(world: World, wildcard: str) -> None:
    assert found(wildcard * 2) == []
    assert suggestions(ANYONE, wildcard * 2) == []


def test_a_search_needs_every_word_in_any_order_and_accent(world: World) -> None:
    assert found("HILL association") == ["hills"]
    assert found("híll") == ["hills"]
    assert found("hill coast") == []
    assert found("") == ["coast", "hills"]
    assert found("x" * 5000) == []


def test_filters_narrow_the_directory(world: World) -> None:
    add(world.viewer("dina"), RECORD)

    assert found("", country="TN") == ["hills"]
    assert found("", section="AFRICA") == ["league-of-island-councils"]
    assert found("", type=OrganisationType.ASSOCIATE) == []


def test_what_begins_with_the_letters_is_suggested_first(world: World) -> None:
    add(world.viewer("dina"), replace(RECORD, name="Federal Union", domains=()))
    add(world.viewer("dina"), replace(RECORD, name="A Fed", domains=()))

    names = [one.name for one in suggestions(ANYONE, "fed")]

    assert names == ["Federal Union", "Federation of Coastal Towns", "A Fed"]


def test_suggestions_are_few_and_need_two_letters(world: World) -> None:
    for number in range(15):
        add(world.viewer("dina"), replace(RECORD, name=f"Town {number}", domains=()))

    assert len(suggestions(ANYONE, "town")) == 10
    assert suggestions(ANYONE, "t") == []


@pytest.mark.parametrize(
    "name, alike",
    [
        ("Coastal Towns Federation", ["coast"]),
        ("federation of coastal town", ["coast"]),
        ("AHM", ["hills"]),
        ("Chamber of Commerce", []),
    ],
)
def test_similar_names_are_found(world: World, name: str, alike: list[str]) -> None:
    assert [one.slug for one in similar_to(name)] == alike


def test_a_proposal_touches_nobody_else(world: World) -> None:
    before = db.session.scalar(select(func.count()).select_from(Affiliation))

    proposed(world)

    assert db.session.scalar(select(func.count()).select_from(Affiliation)) == before
