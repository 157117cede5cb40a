"""The record checked from end to end, after somebody had the database in hand."""

from __future__ import annotations

import pytest

from tests.tampering import tamper, written
from tests.world import World
from uclg_share import chain
from uclg_share.audit import Verb, record
from uclg_share.chain import Fault
from uclg_share.database import db

CHANGES = [
    "reason = 'forged'",
    "verb = 'post.hidden'",
    "actor_id = NULL",
    "group_id = NULL",
    "audience = 'public'",
    "data = '{}'",
    "at = '2020-01-02 03:04:05'",
    "hash = 'forged'",
]


@pytest.fixture(autouse=True)
def record_of_five(world: World) -> None:
    bruno = world.viewer("bruno")
    for at in range(5):
        record(
            bruno,
            Verb.GROUP_CHANGED,
            world.water,
            group_id=world.water.id,
            reason=f"For the {at}. time",
            at_the=at,
        )
    db.session.commit()


def removed(where: str, entry_id: int) -> None:
    tamper(f"DELETE FROM audit_entry WHERE id {where} :id", id=entry_id)


def test_a_whole_record_says_how_long_it_is() -> None:
    check = chain.check()

    assert (check.number, check.fault, check.entry_id) == (5, None, None)
    assert check.newest == written()[-1].hash


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_altered_is_found(change: str) -> None:
    third = written()[2].id

    tamper(f"UPDATE audit_entry SET {change} WHERE id = :id", id=third)

    check = chain.check()
    assert (check.number, check.fault, check.entry_id) == (2, Fault.ALTERED, third)
    db.session.rollback()


def test_an_entry_altered_with_a_hash_that_fits_breaks_the_next() -> None:
    third, fourth = written()[2], written()[3].id
    third.reason = "forged"
    forged = third.sealed()
    db.session.expire(third)

    change = "UPDATE audit_entry SET reason = 'forged', hash = :hash WHERE id = :id"
    tamper(change, hash=forged, id=third.id)

    check = chain.check()
    assert (check.fault, check.entry_id) == (Fault.TORN, fourth)
    db.session.rollback()


@pytest.mark.parametrize("where, left", [("=", 2), ("<=", 0)])
def test_what_was_removed_is_missed_by_the_next(where: str, left: int) -> None:
    third, fourth = (entry.id for entry in written()[2:4])

    removed(where, third)

    check = chain.check()
    assert (check.number, check.fault) == (left, Fault.TORN)
    assert check.entry_id == fourth
    db.session.rollback()


def test_an_end_cut_off_only_a_noted_hash_can_tell() -> None:
    entries = written()
    newest = entries[-1].hash
    assert chain.check(newest).met

    removed(">=", entries[3].id)

    check = chain.check(newest)
    assert (check.number, check.fault, check.met) == (3, None, False)
    assert chain.check(entries[2].hash[:12]).met
    db.session.rollback()
