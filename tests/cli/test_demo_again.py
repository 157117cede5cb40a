"""`flask demo` more than once, and when it fails: with a few practices."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.commands import printed_accounts, snapshot
from tests.content_packs import copy_pack
from tests.demo_sites import PRACTICES, a_practice, account, fail, load, refused
from uclg_share.content.demo import loading
from uclg_share.database import db, now
from uclg_share.permissions import OPERATOR
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post


def test_loading_the_demo_twice_changes_nothing(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    first = load(app, pack)
    before, kept = snapshot(), (folder / "demo-accounts.txt").read_text()

    second = load(app, pack)

    assert len(printed_accounts(first)) == 5
    assert "nothing was changed" in second
    assert printed_accounts(second) == {}
    assert "amina.bensalah@demo.example.org" in second
    assert str(folder / "demo-accounts.txt") in second
    assert snapshot() == before
    assert (folder / "demo-accounts.txt").read_text() == kept


def test_a_practice_that_is_missing_joins_its_family(
    app: Flask, database: None, tmp_path: Path, folder: Path
) -> None:
    load(app, copy_pack(tmp_path / "less", ("08", "21")))
    original = select(Post).where(Post.seed_slug == "chefchaouen-ecological-city")
    long_ago = now() - timedelta(days=400)
    db.session.scalars(original).one().published_at = long_ago

    said = load(app, copy_pack(tmp_path / "more", PRACTICES))

    assert "Added practices (2): chefchaouen-ville-ecologique" in said
    arabic = select(Post).where(Post.seed_slug == "chefchaouen-ecological-city-ar")
    before, added = db.session.scalars(original).one(), db.session.scalars(arabic).one()
    assert added.family_id == before.id
    assert added.published_at == long_ago


def test_what_testers_did_to_people_and_practices_stays(
    app: Flask, database: None, pack: Path, folder: Path
) -> None:
    load(app, pack)
    hide(OPERATOR, a_practice(), "A test.")
    amina = account("member")
    amina.email = amina.email_key = "amina@example.org"
    db.session.commit()
    before = snapshot()

    load(app, pack)

    assert snapshot() == before


def test_a_demo_that_fails_halfway_leaves_nothing(
    app: Flask,
    database: None,
    pack: Path,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "write_all", fail)

    refused(app, pack, "demo")

    assert list(folder.iterdir()) == []
