from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.affiliations import of, told, verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.affiliations import (
    ask,
    change_role,
    confirm,
    decline,
    end,
    request,
)
from uclg_share.organisations.models import Affiliation, Role
from uclg_share.organisations.people import people_of
from uclg_share.permissions import NotAllowed


@pytest.mark.parametrize("name", ["gabriel", "dina"])
def test_a_representative_or_administrator_confirms(world: World, name: str) -> None:
    affiliation = ask(world.chen, world.hills)

    confirm(world.viewer(name), affiliation)

    assert affiliation.confirmed_by_id == getattr(world, name).id
    assert world.viewer("chen").writes_for == {world.hills.id}
    assert told(Topic.AFFILIATION_CONFIRMED) == [world.chen.id]


@pytest.mark.parametrize("name", ["amina", "bruno", "chen", "fatou"])
def test_nobody_else_decides(world: World, name: str) -> None:
    affiliation = ask(world.chen, world.hills)

    with pytest.raises(NotAllowed):
        confirm(world.viewer(name), affiliation)
    with pytest.raises(NotAllowed):
        decline(world.viewer(name), affiliation, "No.")

    assert affiliation.is_waiting


def test_who_decides_second_hears_who_was_first(world: World) -> None:
    affiliation = ask(world.chen, world.hills)
    confirm(world.viewer("gabriel"), affiliation)

    with pytest.raises(AlreadyDecided) as too_late:
        decline(world.viewer("dina"), affiliation, "Unknown to us.")

    assert too_late.value.who == "Gabriel"


def test_a_declined_person_reads_why_and_may_ask_again(world: World) -> None:
    affiliation = ask(world.chen, world.hills)

    decline(world.viewer("gabriel"), affiliation, "You left in May.")

    note = db.session.scalars(
        select(Notification).where(Notification.topic == Topic.AFFILIATION_DECLINED)
    ).one()
    assert (note.account_id, note.data["reason"]) == (world.chen.id, "You left in May.")
    assert ask(world.chen, world.hills) is not affiliation


def test_what_was_taken_back_is_not_decided(world: World) -> None:
    affiliation = ask(world.chen, world.hills)
    end(world.viewer("chen"), affiliation)

    with pytest.raises(ChangedMeanwhile):
        confirm(world.viewer("gabriel"), affiliation)


@pytest.mark.parametrize("name", ["amina", "gabriel", "dina"])
def test_one_ends_ones_own_and_those_who_decide_end_others(
    world: World, name: str
) -> None:
    end(world.viewer(name), of(world, "amina", world.hills))

    assert world.viewer("amina").writes_for == frozenset()
    assert verbs() == [Verb.AFFILIATION_ENDED]


@pytest.mark.parametrize("name", ["bruno", "chen", "fatou"])
def test_a_stranger_ends_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        end(world.viewer(name), of(world, "amina", world.hills))


def test_what_has_ended_does_not_end_again(world: World) -> None:
    affiliation = of(world, "amina", world.hills)
    end(world.viewer("amina"), affiliation)

    with pytest.raises(ChangedMeanwhile):
        end(world.viewer("gabriel"), affiliation)


@pytest.mark.parametrize(
    "name, role, allowed",
    [
        ("gabriel", Role.EDITOR, True),
        ("gabriel", Role.REPRESENTATIVE, False),
        ("dina", Role.REPRESENTATIVE, True),
        ("amina", Role.EDITOR, False),
        ("bruno", Role.EDITOR, False),
    ],
)
def test_who_gives_which_role(
    world: World, name: str, role: Role, allowed: bool
) -> None:
    affiliation = of(world, "amina", world.hills)

    if allowed:
        change_role(world.viewer(name), affiliation, role)
    else:
        with pytest.raises(NotAllowed):
            change_role(world.viewer(name), affiliation, role)

    assert (affiliation.role is role) == allowed
    assert verbs() == ([Verb.AFFILIATION_CHANGED] if allowed else [])


def test_a_representative_does_not_unmake_another(world: World) -> None:
    amina = of(world, "amina", world.hills)
    change_role(world.viewer("dina"), amina, Role.REPRESENTATIVE)

    with pytest.raises(NotAllowed):
        change_role(world.viewer("gabriel"), amina, Role.EDITOR)
    change_role(world.viewer("amina"), amina, Role.EDITOR)

    assert amina.role is Role.EDITOR


def test_a_suspended_person_is_in_no_list(world: World) -> None:
    names = [one.account.name for one in people_of(world.hills)]

    assert names == ["Amina", "Gabriel"]


def test_a_member_cannot_ask_for_what_they_have(world: World) -> None:
    with pytest.raises(NotAllowed):
        request(world.viewer("amina"), world.hills)

    number = select(func.count()).where(Affiliation.account_id == world.amina.id)
    assert db.session.scalar(number) == 1
