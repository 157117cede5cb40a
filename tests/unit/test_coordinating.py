from __future__ import annotations

import pytest

from tests.groups import (
    asked,
    counted,
    is_in,
    last_entry,
    told,
)
from tests.notes import notes, topics, verbs
from tests.records import last_entry as last_row
from tests.sql import queries_during
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.coordinating import (
    admit,
    decline,
)
from uclg_share.groups.joining import withdraw
from uclg_share.groups.models import Answer, Lifecycle
from uclg_share.groups.requests import find_request, waiting_requests
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed

OUTSIDERS = ["amina", "chen", "fatou", "gabriel"]


@pytest.mark.parametrize("name", ["bruno", "dina"])
def test_a_coordinator_or_administrator_admits(world: World, name: str) -> None:
    request = asked(world)
    before, _ = counted(world.water)

    admit(world.viewer(name), request)

    assert request.answer is Answer.ADMITTED
    assert request.answered_by_id == getattr(world, name).id
    assert world.viewer("chen").member_of == {world.water.id}
    # Hana is suspended and does not count.
    assert (before, counted(world.water)) == (3, (4, 2))
    assert told(Topic.JOIN_ADMITTED) == [world.chen.id]
    assert verbs() == [Verb.JOIN_ASKED, Verb.MEMBERSHIP_ADDED]
    assert last_entry()[3] is Audience.GROUP


@pytest.mark.parametrize("name", OUTSIDERS)
def test_nobody_else_answers(world: World, name: str) -> None:
    request = asked(world)

    with pytest.raises(NotAllowed):
        admit(world.viewer(name), request)
    with pytest.raises(NotAllowed):
        decline(world.viewer(name), request, "No.")

    assert request.answer is Answer.WAITING


def test_who_is_declined_reads_why(world: World) -> None:
    request = asked(world)

    decline(world.viewer("elif"), request, "Write for a town first.")

    assert (request.answer, request.reason) == (
        Answer.DECLINED,
        "Write for a town first.",
    )
    note = notes(Topic.JOIN_DECLINED)[0]
    assert (note.account_id, note.data["reason"]) == (world.chen.id, request.reason)
    assert last_row().reason == request.reason
    assert last_row().audience is Audience.COORDINATORS
    assert not is_in(world.chen, world.water)
    assert asked(world) is not request


def test_who_answers_second_hears_who_was_first(world: World) -> None:
    request = asked(world)
    admit(world.viewer("elif"), request)

    with pytest.raises(AlreadyDecided) as too_late:
        decline(world.viewer("bruno"), request, "No.")
    with pytest.raises(AlreadyDecided):
        admit(world.viewer("bruno"), request)

    assert too_late.value.who == "Elif"
    assert len(notes(Topic.JOIN_ADMITTED)) == 1
    assert Topic.JOIN_DECLINED not in topics()


def test_what_was_taken_back_is_not_answered(world: World) -> None:
    request = asked(world)
    withdraw(world.viewer("chen"), request)

    with pytest.raises(ChangedMeanwhile):
        admit(world.viewer("bruno"), request)

    assert not is_in(world.chen, world.water)


def test_an_archived_group_admits_nobody_but_can_decline(world: World) -> None:
    request = asked(world)
    world.water.lifecycle = Lifecycle.ARCHIVED

    with pytest.raises(NotAllowed):
        admit(world.viewer("bruno"), request)
    decline(world.viewer("bruno"), request, "The group is closed.")

    assert request.answer is Answer.DECLINED


def test_a_desk_shows_the_requests_of_its_own_groups_oldest_first(
    world: World,
) -> None:
    second, first = asked(world), asked(world, "gabriel")
    first.asked_at, second.asked_at = second.asked_at, first.asked_at

    assert waiting_requests(world.viewer("bruno")) == [first, second]
    assert waiting_requests(world.viewer("dina")) == [first, second]
    assert waiting_requests(world.viewer("fatou")) == []
    assert find_request(world.viewer("fatou"), first.id) is None


def test_a_longer_desk_asks_no_more_of_the_database(world: World) -> None:
    viewer = world.viewer("bruno")
    asked(world)
    one = queries_during(lambda: [r.account.name for r in waiting_requests(viewer)])
    asked(world, "gabriel")
    db.session.expire_all()

    two = queries_during(lambda: [r.account.name for r in waiting_requests(viewer)])

    assert one == two == 1
