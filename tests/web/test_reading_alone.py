"""Reading writes nothing, skips nothing and counts nothing that has no end.

Every statement of every address is looked at, for each kind of reader; what may be
counted to its end stands in `tests/reading.py`, each with its reason.
"""

from __future__ import annotations

from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.reading import COUNTED_ALL, faults_of
from tests.sql import asked_during
from tests.web.crawler import crawl
from tests.web.one_of_everything import browser_of, one_of_everything, sample
from tests.world import World
from uclg_share.current import SEEN, SEEN_EVERY

READERS = ["visitor", "author", "coordinator", "administrator"]


class Watched:
    """A browser whose every request is looked at; what is wrong is noted."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser
        self.asked: set[str] = set()
        self.faults: dict[str, str] = {}

    def get(self, address: str) -> TestResponse:
        answers: list[TestResponse] = []
        asked = asked_during(lambda: answers.append(self.browser.get(address)))
        for statement, bound in asked:
            self.asked.add(" ".join(statement.split()))
            for fault in faults_of(statement, bound):
                self.faults.setdefault(f"{fault}: {statement}", address)
        return answers[0]


def watched(app: Flask, world: World, role: str) -> Watched:
    """The browser was last seen a while ago: being seen is nothing to write down."""
    browser = browser_of(app, world, role)
    with browser.session_transaction() as session:
        if SEEN in session:
            session[SEEN] -= int((2 * SEEN_EVERY).total_seconds())
    return Watched(browser)


@pytest.fixture
def known(app: Flask, world: World) -> dict[str, Any]:
    return one_of_everything(app, world)


@pytest.mark.parametrize("role", READERS)
def test_no_address_writes_skips_or_counts_without_end(
    app: Flask, world: World, known: dict[str, Any], role: str
) -> None:
    browser = watched(app, world, role)

    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            browser.get(sample(app, rule, known))

    assert browser.faults == {}
    assert len(browser.asked) > 50


@pytest.mark.once
@pytest.mark.parametrize("role", ["visitor", "coordinator"])
def test_nor_does_any_link_of_a_page(
    app: Flask, world: World, known: dict[str, Any], role: str
) -> None:
    browser = watched(app, world, role)

    seen = crawl(cast("FlaskClient", browser), "/en/")

    assert len(seen.codes) > 100
    assert browser.faults == {}


def test_no_exception_is_kept_for_nothing(
    app: Flask, world: World, known: dict[str, Any]
) -> None:
    browser = watched(app, world, "coordinator")
    slug = known["posts.show slug"]
    for address in (f"/en/posts/{known['post_id']}/{slug}", "/en/desk"):
        assert browser.get(address).status_code == 200

    unused = [w for w in COUNTED_ALL if not any(w in one for one in browser.asked)]

    assert unused == []


@pytest.mark.parametrize(
    "statement, bound, fault",
    [
        ("UPDATE post SET title = ?", ("x",), "writes or locks"),
        ("SELECT id FROM post FOR UPDATE", (), "writes or locks"),
        ("WITH a AS (DELETE FROM hit RETURNING id) SELECT 1", (), "writes or locks"),
        ("SELECT id FROM post WHERE id > ? LIMIT ? OFFSET ?", (1, 20, 40), "skips"),
        ("SELECT id FROM post LIMIT 20 OFFSET %(param_1)s", {}, "skips"),
        ("SELECT count(*) FROM post", (), "counts without end"),
        ("SELECT count(*) FROM (SELECT id FROM post) AS a", (), "counts without end"),
        (
            "SELECT count(*) FROM (SELECT id FROM (SELECT id FROM post LIMIT ?))",
            (1,),
            "counts without end",
        ),
        ("SELECT id, count(*) OVER () FROM post LIMIT ?", (1,), "counts without end"),
    ],
)
def test_what_reading_must_not_do_is_seen(
    statement: str, bound: Any, fault: str
) -> None:
    [found] = faults_of(statement, bound)

    assert found.startswith(fault)


@pytest.mark.parametrize(
    "statement, bound",
    [
        ("SELECT updated_at, replace(title, 'DELETE', '') FROM post", ()),
        ("SELECT id FROM post LIMIT ? OFFSET ?", (20, 0)),
        ("SELECT id FROM post WHERE id IN (SELECT 1 LIMIT ? OFFSET ?)", (20, 0)),
        ("SELECT (SELECT count(*) FROM (SELECT id FROM a LIMIT ?) b) FROM c", (9,)),
        ("SELECT v, count(*) AS n FROM (SELECT v FROM a LIMIT ?) GROUP BY v", (9,)),
        ("SELECT account_1.comment_count FROM post", ()),
    ],
)
def test_what_it_may_do_is_let_be(statement: str, bound: Any) -> None:
    assert faults_of(statement, bound) == []
