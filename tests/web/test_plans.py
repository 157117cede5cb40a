"""How the databases find what the pages that are read most ask for: by an index, never
by reading a table of texts, tags, words or comments from end to end.

With few rows every planner reads a whole table; so it is asked what it would do if that
were forbidden, which a statement that has no index cannot avoid.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from tests.drafts import case_study, published
from tests.sql import asked_during
from tests.talk import said
from tests.web.feed_pages import COMMITTEE, WATER, shelf
from tests.web.test_posts import address_of
from tests.world import World, sign_in
from uclg_share.database import db, is_sqlite

NAMES = (
    "post|placement|committee_placement|comment|search_entry|search_text|post_theme|organisation"
    "|account|notification|revision"
)
WHOLE_ON_SQLITE = re.compile(rf"^SCAN (?:{NAMES})(?:_\d+)?(?! USING)")
WHOLE_ON_POSTGRESQL = re.compile(rf"Seq Scan on (?:{NAMES})\b|hashed SubPlan")
NEWEST = "ORDER BY search_entry.number DESC"
PAGES = (
    *("/en/", WATER, f"{WATER}?kind=experience", f"{WATER}.atom", COMMITTEE),
    *("/en/themes/training", "/en/organisations/hills", "/en/search?q=post"),
)


def plan_of(statement: str, bound: Any) -> list[str]:
    connection = db.session.connection()
    if is_sqlite():
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound)
        return [str(row[3]) for row in rows]
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    rows = connection.exec_driver_sql(f"EXPLAIN {statement}", bound)
    return [str(row[0]) for row in rows]


def read_whole(statement: str, bound: Any) -> list[str]:
    whole = WHOLE_ON_SQLITE if is_sqlite() else WHOLE_ON_POSTGRESQL
    plan = plan_of(statement, bound)
    # From its newest row on, until a page is full: that is the order of the table.
    if NEWEST in statement and "USE TEMP B-TREE FOR ORDER BY" not in plan:
        plan = [line for line in plan if line != "SCAN search_entry"]
    return [line for line in plan if whole.search(line)]


@pytest.mark.parametrize("name", ["", "amina", "elif_"])
def test_what_is_read_most_is_found_by_an_index(
    client: FlaskClient, world: World, name: str
) -> None:
    shelf(world, 25)
    post = published(world, case_study(world))
    said(world, post)
    pages = [*PAGES, address_of(post)]
    if name:
        sign_in(client, getattr(world, name))
    asked = {
        statement: (page, bound)
        for page in pages
        for statement, bound in asked_during(lambda page=page: client.get(page))  # type: ignore[misc]
        if statement.lstrip().upper().startswith(("SELECT", "WITH"))
    }

    slow = {
        (page, statement): lines
        for statement, (page, bound) in asked.items()
        if (lines := read_whole(statement, bound))
    }

    assert len(asked) > 10
    assert slow == {}


def test_what_has_no_index_is_seen(world: World) -> None:
    assert read_whole("SELECT id FROM post WHERE hidden_reason = 'x'", ())
