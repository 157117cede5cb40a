"""Network addresses are kept as long as the page on privacy says, and no longer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.world import World
from uclg_share import audit, origins
from uclg_share.audit import AuditEntry, AuditOrigin, Verb, record
from uclg_share.chain import broken_link
from uclg_share.cli.worker import sweep
from uclg_share.database import db, now
from uclg_share.i18n import LANGUAGES
from uclg_share.pages.texts import read


def act(world: World, address: str, at: datetime, when: pytest.MonkeyPatch) -> None:
    """Amina does something, from this address, at this moment."""
    with when.context() as then:
        then.setattr(audit, "now", lambda: at)
        mark = audit.ORIGIN.set(address)
        record(world.viewer("amina"), Verb.POST_STARTED, "post:1")
        audit.ORIGIN.reset(mark)
    db.session.commit()


def test_an_old_address_is_forgotten_and_the_act_is_not(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    act(world, "192.0.2.1", now() - timedelta(days=90), monkeypatch)
    act(world, "192.0.2.2", now() - timedelta(days=80), monkeypatch)

    sweep()

    assert db.session.scalars(select(AuditOrigin.address)).all() == ["192.0.2.2"]
    assert len(db.session.scalars(select(AuditEntry)).all()) == 2
    assert broken_link() is None


def test_privacy_promises_more_than_is_kept() -> None:
    for language in LANGUAGES:
        assert " 90 " in f" {read('privacy', language)[1]} "
    assert timedelta(days=90) > origins.KEPT
