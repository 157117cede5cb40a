from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.groups import asked, counted, is_in, last_entry, told
from tests.notes import notes, topics, verbs
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.coordinating import admit
from uclg_share.groups.joining import ask, join
from uclg_share.groups.models import (
    Answer,
    Joining,
    JoinRequest,
    Lifecycle,
    Visibility,
)
from uclg_share.notifications.models import Topic
from uclg_share.permissions import ANYONE, NotAllowed


def test_somebody_joins_an_open_group_at_once(world: World) -> None:
    join(world.viewer("chen"), world.markets)

    assert world.viewer("chen").member_of == {world.markets.id}
    assert counted(world.markets) == (1, 0)
    group = world.markets.id
    assert last_entry() == (
        Verb.MEMBERSHIP_ADDED,
        world.chen.id,
        group,
        Audience.GROUP,
    )
    assert topics() == []


def test_joining_with_stale_facts_is_joining_once(world: World) -> None:
    as_the_page_was = world.viewer("chen")
    first = join(as_the_page_was, world.markets)

    assert join(as_the_page_was, world.markets) is first
    assert verbs() == [Verb.MEMBERSHIP_ADDED]


def test_a_visitor_joins_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        join(ANYONE, world.markets)
    with pytest.raises(NotAllowed):
        ask(ANYONE, world.water, "")

    assert verbs() == []


@pytest.mark.parametrize("joining", [Joining.APPROVAL, Joining.INVITATION])
def test_nobody_walks_into_a_group_that_is_not_open(
    world: World, joining: Joining
) -> None:
    world.markets.joining = joining

    with pytest.raises(NotAllowed):
        join(world.viewer("chen"), world.markets)

    assert not is_in(world.chen, world.markets)


@pytest.mark.parametrize("stage", [Lifecycle.DRAFT, Lifecycle.ARCHIVED])
def test_nobody_joins_a_group_that_is_not_active(
    world: World, stage: Lifecycle
) -> None:
    world.markets.lifecycle = stage
    world.water.lifecycle = stage

    with pytest.raises(NotAllowed):
        join(world.viewer("chen"), world.markets)
    with pytest.raises(NotAllowed):
        ask(world.viewer("chen"), world.water, "")


def test_nobody_joins_a_group_they_cannot_read(world: World) -> None:
    world.markets.visibility = Visibility.MEMBERS

    with pytest.raises(NotAllowed):
        join(world.viewer("chen"), world.markets)


def test_who_asks_waits_and_the_coordinators_hear_of_it(world: World) -> None:
    request = asked(world, message="I work on wells.")

    assert request.answer is Answer.WAITING
    assert not is_in(world.chen, world.water)
    assert told(Topic.JOIN_ASKED) == sorted([world.bruno.id, world.elif_.id])
    assert notes()[0].data["message"] == "I work on wells."
    group = world.water.id
    assert last_entry() == (
        Verb.JOIN_ASKED,
        world.chen.id,
        group,
        Audience.COORDINATORS,
    )


def test_without_a_coordinator_the_administrators_hear_of_it(world: World) -> None:
    world.markets.joining = Joining.APPROVAL

    ask(world.viewer("chen"), world.markets, "")

    assert told(Topic.JOIN_ASKED) == [world.dina.id]


def test_a_suspended_coordinator_is_not_waited_for(world: World) -> None:
    world.fatou.suspended_at = world.hana.suspended_at
    world.budgets.joining = Joining.APPROVAL
    world.budgets.visibility = Visibility.PUBLIC

    ask(world.viewer("chen"), world.budgets, "")

    assert told(Topic.JOIN_ASKED) == [world.dina.id]


def test_asking_with_stale_facts_is_asking_once(world: World) -> None:
    as_the_page_was = world.viewer("chen")
    first = ask(as_the_page_was, world.water, "")

    assert ask(as_the_page_was, world.water, "Again") is first
    assert verbs() == [Verb.JOIN_ASKED]
    assert len(notes(Topic.JOIN_ASKED)) == 2


def test_who_waits_cannot_ask_again(world: World) -> None:
    asked(world)

    with pytest.raises(NotAllowed):
        ask(world.viewer("chen"), world.water, "")


@pytest.mark.parametrize("name", ["amina", "bruno"])
def test_a_member_neither_joins_nor_asks(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        ask(world.viewer(name), world.water, "")
    world.water.joining = Joining.OPEN
    with pytest.raises(NotAllowed):
        join(world.viewer(name), world.water)


def test_who_was_admitted_meanwhile_hears_that_the_page_is_old(world: World) -> None:
    as_the_page_was = world.viewer("chen")
    admit(world.viewer("bruno"), asked(world))

    with pytest.raises(ChangedMeanwhile):
        ask(as_the_page_was, world.water, "")


def test_joining_answers_a_question_that_still_waits(world: World) -> None:
    request = asked(world)
    world.water.joining = Joining.OPEN

    join(world.viewer("chen"), world.water)

    assert request.answer is Answer.ADMITTED
    assert world.viewer("chen").asked_to_join == frozenset()


def test_one_person_waits_once_for_a_group(world: World) -> None:
    asked(world)
    asked(world, "gabriel")

    waits = select(func.count()).where(JoinRequest.account_id == world.chen.id)
    assert db.session.scalar(waits) == 1
