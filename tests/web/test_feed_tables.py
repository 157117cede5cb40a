"""A feed as a table: the same posts, in a form that spreadsheets cannot run."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.sql import queries_during
from tests.web.feed_pages import COMMITTEE, WATER, shelf, titles
from tests.world import World
from uclg_share.feeds import routes, tables

FEEDS = [WATER, COMMITTEE]
THEME = "/en/themes/training"


def lines(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("feed", FEEDS)
def test_it_holds_what_the_feed_holds(
    client: FlaskClient, world: World, feed: str
) -> None:
    shelf(world, 7)

    found = lines(client, f"{feed}.csv")

    assert [row["title"] for row in found] == titles(client, f"{feed}.json")
    assert tuple(found[0]) == tables.COLUMNS
    one_kind = lines(client, f"{feed}.csv?kind=experience")
    assert {row["kind"] for row in one_kind} == {"experience"}


def test_a_theme_has_one_too(client: FlaskClient, world: World) -> None:
    post = published(world)

    [row] = lines(client, f"{THEME}.csv")

    assert row["authors"] == f"{world.hills.name}; Amina"
    assert (row["country"], row["latitude"]) == ("MZ", "-26.0")
    assert row["licence"] == "CC-BY-4.0"
    assert row["permanent"].endswith(f"/en/posts/{post.id}")


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+1", "-1", "＝1"])
def test_nothing_in_it_runs(client: FlaskClient, world: World, title: str) -> None:
    published(world, case_study(world, title, summary=title))

    [row] = lines(client, f"{WATER}.csv")

    assert row["title"] == row["summary"] == f"'{title}"


def test_a_long_one_goes_on_in_the_next_file(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "MOST_ROWS", 3)
    shelf(world, 5)

    first = client.get(f"{WATER}.csv")
    onward = first.headers["Link"].partition(">")[0].strip("<")
    second = client.get(onward)

    assert first.text.count("\r\n") == 1 + 3
    assert second.text.count("\r\n") == 1 + 2
    assert "Link" not in second.headers


def test_it_costs_the_same_however_long(client: FlaskClient, world: World) -> None:
    shelf(world, 3)
    few = queries_during(lambda: client.get(f"{WATER}.csv"))
    shelf(world, 60)

    assert queries_during(lambda: client.get(f"{WATER}.csv")) == few <= 2
    assert len(lines(client, f"{WATER}.csv")) == 63


def test_what_is_unchanged_is_not_sent_again(client: FlaskClient, world: World) -> None:
    shelf(world, 2)
    again = {"If-None-Match": client.get(f"{WATER}.csv").headers["ETag"]}

    assert client.get(f"{WATER}.csv", headers=again).status_code == 304
