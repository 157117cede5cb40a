"""The same site started with other settings, on the database of the test."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SiteClient
from uclg_share import create_app
from uclg_share.database import db

HTTPS = "https://share.example.org"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@contextmanager
def another_site(app: Flask, *, csrf: bool = False, **changes: Any) -> Iterator[Flask]:
    """`another_site(app, base_url=HTTPS)`: what a server with this setting would be."""
    settings = dataclasses.replace(app.config["SETTINGS"], **changes)
    other = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=csrf)
    other.test_client_class = SiteClient
    try:
        yield other
    finally:
        with other.app_context():
            db.session.remove()
            db.engine.dispose()


def token_in(page: str) -> str:
    """What the form of a page would send to show that it is ours."""
    found = TOKEN.search(page)
    assert found is not None, "the page has no form with a token"
    return found[1]


def token_for(client: FlaskClient, page: str = "/en/sign-in") -> str:
    return token_in(client.get(page).text)
