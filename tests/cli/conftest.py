from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.commands import settle_in
from tests.content_packs import copy_pack
from tests.demo_sites import PRACTICES


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Everything but most practices: few are fast."""
    return copy_pack(tmp_path / "pack", PRACTICES)


@pytest.fixture
def folder(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The instance folder of a site of one's own."""
    site = tmp_path / "site"
    site.mkdir()
    settle_in(app, monkeypatch, site)
    return site
