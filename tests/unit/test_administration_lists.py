from __future__ import annotations

import pytest

from tests.records import failed_mail, last_entry
from tests.world import World
from uclg_share.admin.actions import (
    retry_mail,
)
from uclg_share.admin.queries import (
    groups_without_coordinator,
    people,
    people_to_choose,
    person_named,
    tiles,
    waiting_without_representative,
)
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.models import (
    Lifecycle,
)
from uclg_share.organisations.affiliations import ask, end
from uclg_share.organisations.people import current_of
from uclg_share.verbs import VERBS


def test_a_mail_is_put_into_the_outbox_again(world: World) -> None:
    note = failed_mail(world)

    retry_mail(world.viewer("dina"), note)

    assert (note.given_up_at, note.attempts, note.error) == (None, 0, "")
    assert last_entry().verb is Verb.MAIL_RETRIED
    with pytest.raises(ChangedMeanwhile):
        retry_mail(world.viewer("dina"), note)


def test_all_is_quiet_but_for_a_group_nobody_coordinates(world: World) -> None:
    assert groups_without_coordinator() == [world.markets]
    world.markets.lifecycle = Lifecycle.ARCHIVED

    assert tiles().all_quiet


def test_a_suspended_coordinator_coordinates_nothing(world: World) -> None:
    world.fatou.suspended_at = now()

    assert world.budgets in groups_without_coordinator()
    assert tiles().uncoordinated == 2


def test_who_waits_without_a_representative_waits_for_us(world: World) -> None:
    with_one = ask(world.chen, world.coast)
    alone = ask(world.chen, world.hills)
    gabriel = current_of(world.gabriel.id, world.hills.id)
    assert gabriel is not None
    end(world.viewer("dina"), gabriel)

    assert waiting_without_representative() == [alone]
    assert with_one.is_waiting
    assert tiles().waiting == 1


@pytest.mark.parametrize(
    "text, names",
    [
        ("AMIN", ["Amina"]),
        ("bruno@people", ["Bruno"]),
        ("%", []),
        ("_", []),
        ("x" * 5000, []),
        ("\x00", None),
        ("", None),
    ],
)
def test_people_are_found(world: World, text: str, names: list[str] | None) -> None:
    found = [one.name for one in db.session.scalars(people(text))]

    assert len(found) == 9 if names is None else found == names


def test_only_able_people_are_offered(world: World) -> None:
    assert [one.name for one in people_to_choose("people.example")] == [
        *["Amina", "Bruno", "Chen", "Dina", "Elif", "Fatou", "Gabriel"]
    ]
    assert people_to_choose("a") == []


def test_a_person_is_named_by_number_or_address(world: World) -> None:
    assert person_named(str(world.amina.id)) is world.amina
    assert person_named(" Bruno@People.Example.org ") is world.bruno
    assert person_named("9" * 30) is person_named("nobody\x00") is None


def test_every_act_has_its_words() -> None:
    assert set(VERBS) == set(Verb)
