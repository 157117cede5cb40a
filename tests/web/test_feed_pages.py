"""A long feed is read page by page with plain links, and nothing is lost on the way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.web.feed_pages import COMMITTEE, WATER, link, shelf, titles, walk
from tests.world import World, sign_in
from uclg_share.cursors import Cursor, write_cursor
from uclg_share.database import db
from uclg_share.posts.actions import hide
from uclg_share.posts.models import CommitteePlacement, Kind, Placement, Post

FEEDS = [WATER, COMMITTEE]


def newest_first(number: int) -> list[str]:
    return [f"Post {at:03}" for at in reversed(range(number))]


def shown_on(client: FlaskClient, pages: list[str]) -> list[str]:
    return [title for page in pages for title in titles(client, page)]


def tear_out(post: Post) -> None:
    """Out of every feed, as nobody can with the buttons."""
    for line in (Placement, CommitteePlacement):
        db.session.execute(delete(line).where(line.post_id == post.id))


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("medium", ["", ".atom", ".json"])
def test_every_post_is_on_one_page(
    client: FlaskClient, world: World, feed: str, medium: str
) -> None:
    shelf(world, 45)

    pages = walk(client, feed + medium)

    assert [len(titles(client, page)) for page in pages] == [20, 20, 5]
    assert shown_on(client, pages) == newest_first(45)
    types = {client.get(page).mimetype for page in pages}
    assert types == {client.get(feed + medium).mimetype}, "it went on as another medium"


@pytest.mark.parametrize("feed", FEEDS)
def test_one_reads_back_what_one_read(
    client: FlaskClient, world: World, feed: str
) -> None:
    shelf(world, 45)
    last = walk(client, feed)[-1]

    back = walk(client, last, "prev")

    assert shown_on(client, back[::-1]) == newest_first(45)


def test_a_page_that_is_exactly_full_is_the_last(
    client: FlaskClient, world: World
) -> None:
    shelf(world, 20)

    assert walk(client, WATER) == [WATER]


def test_the_kind_is_kept_from_page_to_page(client: FlaskClient, world: World) -> None:
    shelf(world, 90)

    pages = walk(client, f"{WATER}?kind={Kind.EXPERIENCE}")

    assert len(pages) == 3
    shown = shown_on(client, pages)
    assert shown == [title for title in newest_first(90) if int(title[5:]) % 2]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_language_is_kept_from_page_to_page(
    client: FlaskClient, world: World, language: str
) -> None:
    shelf(world, 25)

    pages = walk(client, f"/{language}/groups/water")

    assert len(pages) == 2
    assert all(f"/{language}/groups/water" in page for page in pages)


@pytest.mark.parametrize("gone", ["deleted", "hidden"])
def test_a_page_goes_on_where_the_last_row_was_although_it_is_gone(
    client: FlaskClient, world: World, gone: str
) -> None:
    posts = shelf(world, 30)
    last = next(post for post in posts if post.title == titles(client, WATER)[-1])
    older = link(client, WATER, "next") or ""

    if gone == "hidden":
        last.lead_group = world.water
        hide(world.viewer("bruno"), last, "Names a private person.")
    else:
        tear_out(last)
    db.session.commit()

    assert titles(client, older) == newest_first(10)


def test_what_is_published_meanwhile_moves_no_page(
    client: FlaskClient, world: World
) -> None:
    shelf(world, 30)
    older = link(client, WATER, "next") or ""

    shelf(world, 15)

    assert titles(client, older) == newest_first(10)
    assert titles(client, link(client, older, "prev") or "") == newest_first(30)[:20]


def bad_cursors() -> dict[str, str]:
    good = "WzE3NDA4Mjk2MDAwMDAwMDAsMSwwXQ"
    return {
        "empty": "",
        "nonsense": "nonsense",
        "unsigned": good,
        "signed by another": f"{good}.AAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "hostile": "'; DROP TABLE post; --",
        "long": "x" * 8000,
        "not text": "%00%ff%fe",
    }


@pytest.mark.parametrize("case", bad_cursors())
@pytest.mark.parametrize("medium", ["", ".atom", ".json"])
def test_a_cursor_that_is_none_means_the_first_page(
    client: FlaskClient, world: World, case: str, medium: str
) -> None:
    shelf(world, 25)

    shown = titles(client, f"{WATER}{medium}?cursor={bad_cursors()[case]}")

    assert shown == newest_first(25)[:20]


def test_a_cursor_of_names_is_none_of_moments(
    client: FlaskClient, world: World
) -> None:
    shelf(world, 25)
    with client.application.app_context():
        of_names = write_cursor(Cursor("Town", 7))

    assert titles(client, f"{WATER}?cursor={of_names}") == newest_first(25)[:20]


def test_a_cursor_of_another_feed_shows_no_more_than_this_one(
    client: FlaskClient, world: World
) -> None:
    """A cursor is a place between two moments; it opens nothing."""
    shelf(world, 25)
    cursor = (link(client, WATER, "next") or "").partition("cursor=")[2]

    sign_in(client, world.chen)

    assert client.get(f"/en/groups/budgets?cursor={cursor}").status_code == 404
    shown = titles(client, f"/en/groups/markets?cursor={cursor}")
    assert shown == ["Post 003", "Post 001"]


def test_neighbours_on_one_page_are_in_order_of_time(
    client: FlaskClient, world: World
) -> None:
    shelf(world, 20)

    data = client.get(f"{WATER}.json").get_json()

    moments = [item["date_published"] for item in data["items"]]
    assert all(newer >= older for newer, older in pairwise(moments))
