from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.directory import RECORD, TOWN, found, last_entry, proposed
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.actions import (
    add,
    confirm,
    decline,
)
from uclg_share.organisations.affiliations import ask
from uclg_share.organisations.entries import NameTaken
from uclg_share.organisations.queries import (
    by_id,
    find_organisation,
    suggestions,
)
from uclg_share.permissions import ANYONE, NotAllowed


def test_a_proposal_is_seen_by_its_proposer_and_administrators_alone(
    world: World,
) -> None:
    organisation = proposed(world)

    assert organisation.slug == "town-of-avila-del-rio"
    assert find_organisation(world.viewer("chen"), organisation.slug) is organisation
    assert find_organisation(world.viewer("dina"), organisation.slug) is organisation
    for other in ("amina", "gabriel"):
        assert find_organisation(world.viewer(other), organisation.slug) is None
    assert find_organisation(ANYONE, organisation.slug) is None
    assert by_id(ANYONE, organisation.id) is None


def test_a_proposal_is_in_no_list(world: World) -> None:
    proposed(world)

    assert found("avila") == []
    assert suggestions(ANYONE, "avila") == []


def test_a_proposal_leaves_its_trace(world: World) -> None:
    organisation = proposed(world)

    entry = last_entry()
    assert entry.verb is Verb.ORGANISATION_PROPOSED
    assert entry.subject == f"organisation:{organisation.id}"
    assert entry.actor_id == world.chen.id


def test_two_proposals_of_one_name_have_two_addresses(world: World) -> None:
    assert proposed(world).slug != proposed(world).slug


def test_a_name_without_letters_still_has_an_address(world: World) -> None:
    organisation = proposed(world, replace(TOWN, name="§§§"))

    assert organisation.slug == "organisation"


def test_confirming_takes_the_proposer_in_too(world: World) -> None:
    organisation = proposed(world)
    ask(world.chen, organisation)

    confirm(world.viewer("dina"), organisation)

    assert found("avila") == [organisation.slug]
    assert world.viewer("chen").writes_for == {organisation.id}
    told = select(Notification.account_id).where(
        Notification.topic == Topic.AFFILIATION_CONFIRMED
    )
    assert db.session.scalars(told).all() == [world.chen.id]


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "gabriel"])
def test_only_administrators_confirm(world: World, name: str) -> None:
    organisation = proposed(world)

    with pytest.raises(NotAllowed):
        confirm(world.viewer(name), organisation)


def test_the_second_administrator_hears_who_was_first(world: World) -> None:
    organisation = proposed(world)
    confirm(world.viewer("dina"), organisation)
    world.elif_.is_admin = True

    with pytest.raises(AlreadyDecided) as too_late:
        decline(world.viewer("elif"), organisation, "Not a member.")

    assert too_late.value.who == "Dina"


def test_a_declined_proposal_tells_its_proposer_why(world: World) -> None:
    organisation = proposed(world)
    affiliation = ask(world.chen, organisation)

    decline(world.viewer("dina"), organisation, "It is in the directory already.")

    assert affiliation.declined_at is not None
    assert find_organisation(world.viewer("chen"), organisation.slug) is None
    note = db.session.scalars(
        select(Notification).where(Notification.topic == Topic.AFFILIATION_DECLINED)
    ).one()
    assert note.account_id == world.chen.id
    assert note.data["reason"] == "It is in the directory already."


@pytest.mark.parametrize(
    "name",
    [
        "Federation of Coastal Towns",
        "FEDERATION OF COASTAL TOWNS",
        "Ｆederation of Coastal Towns",
    ],
)
def test_a_name_is_unique_however_it_is_spelled(world: World, name: str) -> None:
    organisation = proposed(world, replace(TOWN, name=name))

    with pytest.raises(NameTaken):
        confirm(world.viewer("dina"), organisation)
    with pytest.raises(NameTaken):
        add(world.viewer("dina"), replace(RECORD, name=name))


def test_an_accent_makes_another_name(world: World) -> None:
    add(world.viewer("dina"), replace(RECORD, name="Federation of Coastal Tówns"))

    assert len(found("coastal towns")) == 2
