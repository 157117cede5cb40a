"""`flask reset-demo`: back to the beginning, and only where that is safe."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.exc import DBAPIError

from tests.commands import printed_accounts, settle_in
from tests.demo_sites import a_practice, account, fail, load, outline, refused
from tests.world import World
from uclg_share.accounts.actions import suspend
from uclg_share.accounts.passwords import matches
from uclg_share.audit import AuditEntry
from uclg_share.chain import broken_link
from uclg_share.content.demo import loading
from uclg_share.database import db
from uclg_share.permissions import OPERATOR
from uclg_share.posts.actions import hide


def test_a_reset_brings_everything_back_with_the_same_passwords(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    first = load(app, pack)
    before = outline()
    hide(OPERATOR, a_practice(), "A test.")
    suspend(OPERATOR, account("member"), "A test.")
    assert outline() != before

    second = load(app, pack, "reset-demo")

    assert outline() == before
    assert a_practice().id == 1
    assert printed_accounts(second) == printed_accounts(first)
    for role, (_, password) in printed_accounts(second).items():
        assert matches(account(role).password_hash, password)
    assert broken_link() is None


def test_the_log_is_defended_again_after_a_reset(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    load(app, pack)
    load(app, pack, "reset-demo")

    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(delete(AuditEntry))
    db.session.rollback()


def test_a_reset_that_fails_leaves_the_site_as_it_was(
    app: Flask,
    database: None,
    pack: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(app, pack)
    monkeypatch.setattr(loading, "write_all", fail)

    refused(app, pack)

    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(delete(AuditEntry))
    db.session.rollback()


def test_only_a_site_that_the_demo_made_is_reset(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    load(app, pack, "seed")
    assert "This is no demo site" in refused(app, pack)
    (folder / "demo-accounts.txt").write_text("member a@demo.example.org words\n")
    assert "This is no demo site" in refused(app, pack)
    load(app, pack)
    (folder / "demo-accounts.txt").unlink()
    assert "This is no demo site" in refused(app, pack)


def test_a_site_that_had_people_is_not_reset(
    app: Flask, world: World, pack: Path, folder: Path
) -> None:
    load(app, pack)

    assert "had accounts before the demo" in refused(app, pack)


def test_a_pack_with_a_fault_resets_nothing(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    load(app, pack)
    (pack / "sdgs.yaml").write_text("sdgs: []\n")

    assert "sdgs.yaml:1: sdgs: has 0 entries" in refused(app, pack)


@pytest.mark.parametrize("command", ["demo", "reset-demo"])
def test_there_is_no_demo_on_a_site_for_others(
    app: Flask,
    database: None,
    pack: Path,
    folder: Path,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load(app, pack)
    settle_in(app, monkeypatch, folder, environment="production")

    assert "SHARE_ENV is not 'local'" in refused(app, pack, command)
