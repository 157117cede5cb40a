from __future__ import annotations

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from tests.groups import asked, counted, is_in, membership
from tests.notes import verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.coordinating import admit, dismiss_coordinator
from uclg_share.groups.joining import ask, join, leave, withdraw
from uclg_share.groups.models import (
    Answer,
)
from uclg_share.permissions import NotAllowed


def test_a_question_is_taken_back(world: World) -> None:
    request = asked(world)

    withdraw(world.viewer("chen"), request)

    assert request.answer is Answer.WITHDRAWN
    assert verbs() == [Verb.JOIN_ASKED, Verb.JOIN_WITHDRAWN]
    assert ask(world.viewer("chen"), world.water, "") is not request


@pytest.mark.parametrize("name", ["amina", "bruno", "dina", "gabriel"])
def test_nobody_takes_back_the_question_of_another(world: World, name: str) -> None:
    request = asked(world)

    with pytest.raises(NotAllowed):
        withdraw(world.viewer(name), request)

    assert request.answer is Answer.WAITING


def test_what_was_answered_is_not_taken_back(world: World) -> None:
    request = asked(world)
    admit(world.viewer("bruno"), request)

    with pytest.raises(AlreadyDecided) as too_late:
        withdraw(world.viewer("chen"), request)

    assert too_late.value.who == "Bruno"


def test_a_member_leaves_and_may_come_back(world: World) -> None:
    first = join(world.viewer("chen"), world.markets)
    join(world.viewer("gabriel"), world.markets)

    leave(world.viewer("chen"), world.markets)

    assert first.ended_at
    assert counted(world.markets) == (1, 0)
    assert verbs()[-1] is Verb.MEMBERSHIP_ENDED
    assert join(world.viewer("chen"), world.markets) is not first


def test_nobody_leaves_where_they_do_not_belong(world: World) -> None:
    with pytest.raises(NotAllowed):
        leave(world.viewer("chen"), world.water)


def test_the_last_coordinator_stays(world: World) -> None:
    with pytest.raises(NotAllowed):
        leave(world.viewer("fatou"), world.budgets)
    leave(world.viewer("bruno"), world.water)

    with pytest.raises(NotAllowed):
        leave(world.viewer("elif"), world.water)

    assert is_in(world.elif_, world.water)


def test_of_two_coordinators_who_part_at_once_one_stays(world: World) -> None:
    bruno = world.viewer("bruno")
    dismiss_coordinator(bruno, membership(world.elif_, world.water))
    db.session.commit()
    assert counted(world.water)[1] == 1
    # As a request that began a moment earlier has read it.
    set_committed_value(world.water, "coordinator_count", 2)

    with pytest.raises(ChangedMeanwhile):
        leave(bruno, world.water)

    assert is_in(world.bruno, world.water)
