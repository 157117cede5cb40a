from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from tests.notes import verbs
from tests.world import World
from uclg_share.accounts import sessions
from uclg_share.accounts.actions import (
    LastAdministrator,
    appoint_administrator,
    demote_administrator,
    restore,
    suspend,
)
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import find_sign_in, viewer_for
from uclg_share.audit import AuditEntry, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.permissions import OPERATOR, NotAllowed


def test_a_suspended_person_is_out_at_once(world: World) -> None:
    token = sessions.open_for(world.amina, "")

    suspend(world.viewer("dina"), world.amina, "Spam in three groups.")

    entry = db.session.scalars(
        select(AuditEntry).order_by(AuditEntry.id.desc())
    ).first()
    assert entry is not None
    assert not world.amina.may_sign_in
    assert world.amina.suspended_by_id == world.dina.id
    assert find_sign_in(token) is None
    assert (entry.verb, entry.reason) == (
        Verb.ACCOUNT_SUSPENDED,
        "Spam in three groups.",
    )
    assert world.bruno.may_sign_in


def test_only_administrators_suspend_restore_appoint_and_demote(world: World) -> None:
    for name in ("bruno", "gabriel", "chen"):
        viewer = world.viewer(name)
        with pytest.raises(NotAllowed):
            suspend(viewer, world.amina, "")
        with pytest.raises(NotAllowed):
            restore(viewer, world.hana)
        with pytest.raises(NotAllowed):
            appoint_administrator(viewer, world.amina)
        with pytest.raises(NotAllowed):
            demote_administrator(viewer, world.dina)

    assert verbs() == []


def test_a_restored_person_may_sign_in_again(world: World) -> None:
    restore(world.viewer("dina"), world.hana)

    assert world.hana.may_sign_in
    assert world.hana.suspended_reason == ""
    assert verbs() == [Verb.ACCOUNT_RESTORED]


def test_what_is_so_already_is_not_done_again(world: World) -> None:
    dina = world.viewer("dina")

    acts: list[Callable[[], object]] = [
        lambda: suspend(dina, world.hana, ""),
        lambda: restore(dina, world.amina),
        lambda: appoint_administrator(dina, world.dina),
        lambda: demote_administrator(dina, world.amina),
        lambda: appoint_administrator(dina, world.hana),
        lambda: appoint_administrator(dina, world.ines),
    ]
    for act in acts:
        with pytest.raises(ChangedMeanwhile):
            act()

    assert verbs() == []


def test_more_rights_and_fewer_rights_mean_a_fresh_sign_in(world: World) -> None:
    first = sessions.open_for(world.amina, "")
    appoint_administrator(OPERATOR, world.amina)
    second = sessions.open_for(world.amina, "")
    demote_administrator(world.viewer("dina"), world.amina)

    assert find_sign_in(first) is None
    assert find_sign_in(second) is None
    assert not viewer_for(world.amina).is_admin
    assert [verb for verb in verbs() if verb is not Verb.SIGN_IN_OPENED] == [
        Verb.ACCOUNT_APPOINTED,
        Verb.ACCOUNT_DEMOTED,
    ]


@pytest.mark.parametrize("act", [demote_administrator, lambda v, a: suspend(v, a, "")])
def test_the_last_administrator_stays(world: World, act: Callable[..., None]) -> None:
    # Neither a suspended nor an unconfirmed one could take over.
    world.hana.is_admin = world.ines.is_admin = True
    db.session.flush()

    with pytest.raises(LastAdministrator):
        act(world.viewer("dina"), world.dina)

    assert world.dina.is_admin
    assert world.dina.suspended_at is None


def test_two_who_demote_each_other_leave_one(app: Flask, world: World) -> None:
    appoint_administrator(OPERATOR, world.bruno)
    ids = [world.dina.id, world.bruno.id]
    db.session.commit()
    together = threading.Barrier(2)
    refused: list[int] = []

    def demote(mine: int, theirs: int) -> None:
        with app.app_context():
            viewer = viewer_for(db.session.get_one(Account, mine))
            db.session.rollback()
            together.wait()
            other = db.session.get_one(Account, theirs)
            try:
                demote_administrator(viewer, other)
                db.session.commit()
            except LastAdministrator:
                db.session.rollback()
                refused.append(mine)

    pair = [threading.Thread(target=demote, args=a) for a in (ids, ids[::-1])]
    for one in pair:
        one.start()
    for one in pair:
        one.join()

    admins = db.session.scalars(select(Account).where(Account.is_admin)).all()
    assert len(admins) == 1
    assert len(refused) == 1
