"""How a site speaks to PostgreSQL: briefly while one reads, and after a restart."""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from tests.drafts import published
from tests.world import World, sign_in
from uclg_share import engines
from uclg_share.database import db

pytestmark = pytest.mark.postgres
OTHERS = text(
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def transactions(app: Flask) -> Any:
    """Whether each connection that the site took was in a transaction."""
    seen: list[bool] = []

    def look(connection: Any) -> None:
        seen.append(not connection.connection.dbapi_connection.autocommit)

    event.listen(db.engine, "begin", look)
    yield seen
    event.remove(db.engine, "begin", look)


def test_who_reads_opens_no_transaction_and_who_writes_does(
    client: FlaskClient, world: World, transactions: list[bool]
) -> None:
    published(world)
    sign_in(client, world.amina)
    transactions.clear()

    read = client.get("/en/groups/water")
    reading, transactions[:] = set(transactions), []
    wrote = client.post("/en/settings/feed")

    assert (read.status_code, reading) == (200, {False})
    assert wrote.status_code == 303
    assert set(transactions) == {True}


def test_nobody_notices_that_the_server_was_started_anew(
    app: Flask, client: FlaskClient, world: World
) -> None:
    assert client.get("/en/groups/water").status_code == 200
    with db.engine.connect() as connection:
        connection.execute(OTHERS)
        connection.commit()
    time.sleep(2 * engines.IDLE)

    assert client.get("/en/groups/water").status_code == 200
