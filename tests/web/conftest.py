from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.commands import run, settle_in
from tests.world import World, sign_in


@pytest.fixture
def admin(client: FlaskClient, world: World) -> FlaskClient:
    """The browser of Dina, who administers the site."""
    sign_in(client, world.dina)
    return client


@pytest.fixture
def demo(
    app: Flask, database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Flask:
    """The site as `make demo` fills it."""
    settle_in(app, monkeypatch, tmp_path)
    code, said = run(app, "demo")
    assert code == 0, said
    return app
