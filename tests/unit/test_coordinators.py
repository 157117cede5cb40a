from __future__ import annotations

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from tests.groups import (
    asked,
    counted,
    is_in,
    last_entry,
    membership,
    told,
)
from tests.notes import notes, topics, verbs
from tests.records import last_entry as last_row
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.coordinating import (
    appoint_coordinator,
    dismiss_coordinator,
    end_membership,
)
from uclg_share.groups.models import Answer, Role
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed

OUTSIDERS = ["amina", "chen", "fatou", "gabriel"]


@pytest.mark.parametrize("name", ["bruno", "dina"])
def test_a_member_is_made_coordinator(world: World, name: str) -> None:
    appoint_coordinator(world.viewer(name), world.water, world.amina)

    assert world.viewer("amina").coordinates == {world.water.id}
    assert counted(world.water)[1] == 3
    assert told(Topic.APPOINTED) == [world.amina.id]
    assert last_row().data["before"] == "member"
    assert last_entry()[0] is Verb.MEMBERSHIP_CHANGED


def test_an_administrator_appoints_somebody_from_outside(world: World) -> None:
    request = asked(world)

    appoint_coordinator(world.viewer("dina"), world.water, world.chen)

    assert world.viewer("chen").coordinates == {world.water.id}
    assert request.answer is Answer.ADMITTED
    assert last_entry()[0] is Verb.MEMBERSHIP_ADDED
    assert told(Topic.APPOINTED) == [world.chen.id]


def test_a_coordinator_appoints_members_alone(world: World) -> None:
    with pytest.raises(NotAllowed):
        appoint_coordinator(world.viewer("bruno"), world.water, world.chen)

    assert not is_in(world.chen, world.water)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_appoints_nobody(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        appoint_coordinator(world.viewer(name), world.water, world.amina)

    assert verbs() == []


@pytest.mark.parametrize("name", ["bruno", "hana", "ines"])
def test_who_coordinates_or_cannot_sign_in_is_not_appointed(
    world: World, name: str
) -> None:
    with pytest.raises(ChangedMeanwhile):
        appoint_coordinator(world.viewer("dina"), world.water, getattr(world, name))

    assert topics() == []


def test_who_appoints_themselves_gets_no_mail(world: World) -> None:
    appoint_coordinator(world.viewer("dina"), world.markets, world.dina)

    assert topics() == []
    assert counted(world.markets) == (1, 1)


@pytest.mark.parametrize("name", ["bruno", "elif", "dina"])
def test_a_coordinator_becomes_a_plain_member(world: World, name: str) -> None:
    elif_ = membership(world.elif_, world.water)

    dismiss_coordinator(world.viewer(name), elif_)

    assert elif_.role is Role.MEMBER
    assert counted(world.water)[1] == 1
    assert last_row().data["after"] == "member"


@pytest.mark.parametrize("name", OUTSIDERS)
def test_an_outsider_dismisses_and_ends_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        dismiss_coordinator(world.viewer(name), membership(world.elif_, world.water))
    with pytest.raises(NotAllowed):
        end_membership(world.viewer(name), membership(world.hana, world.water), "No.")

    assert verbs() == []


def test_only_an_administrator_dismisses_the_last_coordinator(world: World) -> None:
    fatou = membership(world.fatou, world.budgets)

    with pytest.raises(NotAllowed):
        dismiss_coordinator(world.viewer("fatou"), fatou)
    dismiss_coordinator(world.viewer("dina"), fatou)

    assert counted(world.budgets) == (1, 0)


def test_of_two_coordinators_who_dismiss_each_other_one_stays(world: World) -> None:
    elif_ = world.viewer("elif")
    bruno = membership(world.bruno, world.water)
    dismiss_coordinator(world.viewer("bruno"), membership(world.elif_, world.water))
    db.session.commit()
    set_committed_value(world.water, "coordinator_count", counted(world.water)[1] + 1)

    with pytest.raises(ChangedMeanwhile):
        dismiss_coordinator(elif_, bruno)

    assert world.viewer("bruno").coordinates == {world.water.id}


def test_a_plain_member_is_not_dismissed(world: World) -> None:
    with pytest.raises(NotAllowed):
        dismiss_coordinator(world.viewer("dina"), membership(world.amina, world.water))


def test_a_membership_is_ended_with_its_reason(world: World) -> None:
    amina = membership(world.amina, world.water)

    end_membership(world.viewer("bruno"), amina, "Left her town.")

    assert world.viewer("amina").member_of == frozenset()
    assert counted(world.water) == (2, 2)
    assert last_row().reason == "Left her town."
    [told] = notes(Topic.MEMBERSHIP_ENDED)
    assert (told.account_id, told.data["reason"]) == (world.amina.id, "Left her town.")
    assert last_entry() == (
        Verb.MEMBERSHIP_ENDED,
        world.bruno.id,
        world.water.id,
        Audience.COORDINATORS,
    )


def test_one_does_not_end_ones_own_membership_but_leaves(world: World) -> None:
    with pytest.raises(NotAllowed):
        end_membership(
            world.viewer("bruno"), membership(world.bruno, world.water), "Tired."
        )


def test_what_has_ended_does_not_end_again(world: World) -> None:
    amina = membership(world.amina, world.water)
    amina.ended_at = now()
    db.session.commit()

    with pytest.raises(ChangedMeanwhile):
        end_membership(world.viewer("bruno"), amina, "Left.")
