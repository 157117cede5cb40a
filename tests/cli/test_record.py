from __future__ import annotations

import pytest
from flask import Flask

from tests.commands import run
from tests.tampering import tamper, written
from tests.world import World
from uclg_share.audit import Verb, record
from uclg_share.database import db


@pytest.fixture(autouse=True)
def three_entries(world: World) -> None:
    for name in ("one", "two", "three"):
        record(world.viewer("dina"), Verb.CONTENT_LOADED, name)
    db.session.commit()


def test_a_whole_log_is_said_to_be_whole(app: Flask) -> None:
    newest = written()[-1].hash

    code, said = run(app, "audit-check")

    assert code == 0
    assert "Each of the 3 entries" in said
    assert newest in said


def test_an_altered_log_is_found(app: Flask) -> None:
    second = written()[1].id
    with db.session.begin_nested():
        tamper("UPDATE audit_entry SET reason = 'forged' WHERE id = :id", id=second)

    code, said = run(app, "audit-check")

    assert code == 1
    assert f"Entry {second} does not fit" in said
    assert "altered" in said


def test_a_gap_is_found(app: Flask) -> None:
    _, second, third = (entry.id for entry in written())
    with db.session.begin_nested():
        tamper("DELETE FROM audit_entry WHERE id = :id", id=second)

    code, said = run(app, "audit-check")

    assert code == 1
    assert f"Entry {third} does not fit" in said
    assert "removed" in said


def test_an_end_cut_off_is_found_by_a_hash_noted_before(app: Flask) -> None:
    last = written()[-1]
    noted, last_id = last.hash[:12], last.id
    assert run(app, "audit-check", "--holds", noted)[0] == 0
    with db.session.begin_nested():
        tamper("DELETE FROM audit_entry WHERE id = :id", id=last_id)

    assert run(app, "audit-check")[0] == 0
    code, said = run(app, "audit-check", "--holds", noted)
    assert code == 1
    assert "cut off" in said


def test_a_few_letters_are_no_hash(app: Flask) -> None:
    assert run(app, "audit-check", "--holds", "a")[0] == 1
