from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.world import World, sign_in


@pytest.fixture
def admin(client: FlaskClient, world: World) -> FlaskClient:
    """The browser of Dina, who administers the site."""
    sign_in(client, world.dina)
    return client
