"""What the pages that are read most ask of the database: a fixed number of statements,
as many among few posts as among many."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.sql import queries_during
from tests.web.feed_pages import COMMITTEE, WATER, shelf
from tests.world import World, sign_in

# At most, for a visitor and for a member; a coordinator asks once more, for the desk.
AT_MOST = {
    "/en/": (4, 5),
    WATER: (2, 4),
    f"{WATER}?kind=experience": (2, 4),
    f"{WATER}.atom": (2, 4),
    COMMITTEE: (3, 5),
    "/en/themes/training": (3, 6),
    "/en/groups": (2, 4),
    "/en/organisations": (4, 6),
    "/en/organisations/hills": (10, 14),
    "/en/search?q=post": (5, 8),
    "/en/map": (1, 3),
    "/en/figures": (2, 4),
}


def asked(client: FlaskClient, path: str) -> int:
    return queries_during(lambda: client.get(path))


@pytest.mark.parametrize("name", ["", "amina", "elif_"])
def test_what_is_read_most_asks_a_fixed_number(
    client: FlaskClient, world: World, name: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))
    shelf(world, 25)
    few = {path: asked(client, path) for path in AT_MOST}
    shelf(world, 30)

    many = {path: asked(client, path) for path in AT_MOST}

    assert many == few
    most = {path: n[bool(name)] + (name == "elif_") for path, n in AT_MOST.items()}
    assert {path: n for path, n in many.items() if n > most[path]} == {}
