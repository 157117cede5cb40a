from __future__ import annotations

import pytest

from tests.affiliations import of, told, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.database import now
from uclg_share.notifications.models import Topic
from uclg_share.organisations.affiliations import (
    ask,
    confirm_by_domain,
    end,
    request,
)
from uclg_share.organisations.models import Domain, Role
from uclg_share.organisations.people import waiting_people


def move_to(world: World, address: str) -> None:
    world.chen.email = world.chen.email_key = address


def test_a_question_waits_and_tells_the_representative(world: World) -> None:
    affiliation = request(world.viewer("chen"), world.hills)

    assert affiliation.is_waiting
    assert affiliation.role is Role.CONTRIBUTOR
    assert waiting_people(world.hills) == [affiliation]
    assert world.viewer("chen").writes_for == frozenset()
    assert told(Topic.AFFILIATION_ASKED) == [world.gabriel.id]
    assert verbs() == [Verb.AFFILIATION_ASKED]


def test_asking_twice_is_asking_once(world: World) -> None:
    first = ask(world.chen, world.hills)

    assert ask(world.chen, world.hills) is first
    assert told(Topic.AFFILIATION_ASKED) == [world.gabriel.id]


def test_without_a_representative_the_administrators_are_told(world: World) -> None:
    end(world.viewer("dina"), of(world, "gabriel", world.hills))

    ask(world.chen, world.hills)

    assert told(Topic.AFFILIATION_ASKED) == [world.dina.id]


def test_a_suspended_representative_is_not_asked(world: World) -> None:
    world.gabriel.suspended_at = now()

    ask(world.chen, world.hills)

    assert told(Topic.AFFILIATION_ASKED) == [world.dina.id]


def test_nobody_is_told_before_the_address_is_confirmed(world: World) -> None:
    ask(world.ines, world.hills)
    assert told(Topic.AFFILIATION_ASKED) == []

    world.ines.email_confirmed_at = now()
    confirm_by_domain(world.ines)
    confirm_by_domain(world.ines)

    assert told(Topic.AFFILIATION_ASKED) == [world.gabriel.id]


@pytest.mark.parametrize(
    "address", ["chen@hills.example.org", "chen@mail.HILLS.example.org"]
)
def test_the_organisations_own_domain_confirms(world: World, address: str) -> None:
    move_to(world, address)

    affiliation = ask(world.chen, world.hills)

    assert affiliation.confirmed_at
    assert affiliation.confirmed_by_id is None
    assert world.viewer("chen").writes_for == {world.hills.id}
    assert told(Topic.AFFILIATION_ASKED) == []
    assert verbs() == [Verb.AFFILIATION_ASKED, Verb.AFFILIATION_CONFIRMED]


@pytest.mark.parametrize(
    "address",
    [
        "chen@nothills.example.org",
        "chen@example.org",
        "chen@hills.example.org.evil.example.net",
        "hills.example.org@people.example.org",
    ],
)
def test_a_domain_like_it_confirms_nobody(world: World, address: str) -> None:
    move_to(world, address)

    assert ask(world.chen, world.hills).is_waiting


def test_the_domain_of_another_organisation_confirms_nobody(world: World) -> None:
    move_to(world, "chen@hills.example.org")

    assert ask(world.chen, world.coast).is_waiting


def test_an_address_not_confirmed_confirms_nobody(world: World) -> None:
    world.ines.email = world.ines.email_key = "ines@hills.example.org"

    affiliation = ask(world.ines, world.hills)
    confirm_by_domain(world.ines)

    assert affiliation.is_waiting


def test_a_domain_confirms_once_the_address_is_confirmed(world: World) -> None:
    world.ines.email = world.ines.email_key = "ines@hills.example.org"
    affiliation = ask(world.ines, world.hills)
    world.ines.email_confirmed_at = now()

    confirm_by_domain(world.ines)

    assert affiliation.confirmed_at
    assert told(Topic.AFFILIATION_CONFIRMED) == [world.ines.id]


def test_a_proposed_organisation_confirms_nobody_by_domain(world: World) -> None:
    world.coast.confirmed_at = None
    world.coast.domains = [Domain(domain="coast.example.org")]
    move_to(world, "chen@coast.example.org")

    assert ask(world.chen, world.coast).is_waiting
