"""A group and a committee, each one list of posts that is read in three ways."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.sql import queries_during
from tests.web.feed_pages import COMMITTEE, WATER, atom, shelf, titles
from tests.world import World, sign_in
from uclg_share.feeds.choice import OFFERED
from uclg_share.posts.models import Kind

MEDIA = ["", ".atom", ".json"]
FEEDS = [WATER, COMMITTEE]
HOSTILE = [
    "CDATA ends ]]> here",
    "Water & pipes &amp; &lt;wells&gt; <b>bold</b>",
    "</title></entry></feed><!--",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y 'z'>]>&y;",
    "\"quotes\" and 'more'",
    "right \u202eto left\u202c and \u2066isolated",
    "مياه المدينة and 水 and 🚰",
    "{{ 7 * 7 }} %(num)s {0}",
]


@pytest.mark.parametrize("feed", FEEDS)
def test_three_media_show_the_same_posts_in_the_same_order(
    client: FlaskClient, world: World, feed: str
) -> None:
    shelf(world, 7)

    page = titles(client, feed)

    assert page == [f"Post {at:03}" for at in (6, 5, 4, 3, 2, 1, 0)]
    assert titles(client, f"{feed}.atom") == titles(client, f"{feed}.json") == page


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("feed", FEEDS)
def test_a_feed_shows_one_kind(
    client: FlaskClient, world: World, feed: str, medium: str
) -> None:
    shelf(world, 4)

    assert titles(client, f"{feed}{medium}?kind=experience") == ["Post 003", "Post 001"]
    assert titles(client, f"{feed}{medium}?kind=case_study") == ["Post 002", "Post 000"]
    assert len(titles(client, f"{feed}{medium}?kind=nonsense")) == 4


@pytest.mark.parametrize("feed", FEEDS)
def test_the_json_feed_is_one(client: FlaskClient, world: World, feed: str) -> None:
    post = published(world)

    answer = client.get(f"{feed}.json")

    data = answer.get_json()
    assert answer.mimetype == "application/feed+json"
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"].endswith(f"{feed}.json")
    assert data["home_page_url"].endswith(feed)
    assert data["language"] == "en"
    (item,) = data["items"]
    assert item["id"].endswith(f"/en/posts/{post.id}")
    assert item["url"].endswith(f"/en/posts/{post.id}/{post.slug}")
    names = ["Association of Hill Municipalities", "Amina"]
    assert [author["name"] for author in item["authors"]] == names
    assert item["tags"] == ["case-study"]
    assert "<strong>water</strong>" in item["content_html"]
    assert datetime.fromisoformat(item["date_published"]) == post.published_at
    assert datetime.fromisoformat(item["date_modified"]) == post.updated_at


@pytest.mark.parametrize("feed", FEEDS)
def test_the_atom_feed_is_one(client: FlaskClient, world: World, feed: str) -> None:
    post = published(world)

    answer = client.get(f"{feed}.atom")

    parsed = atom(answer.data)
    assert answer.mimetype == "application/atom+xml"
    assert parsed.version == "atom10"
    assert parsed.feed.id.endswith(feed)
    assert {one.rel for one in parsed.feed.links} == {"self", "alternate"}
    (entry,) = parsed.entries
    assert entry.id.endswith(f"/en/posts/{post.id}")
    assert entry.link.endswith(f"/en/posts/{post.id}/{post.slug}")
    names = ["Association of Hill Municipalities", "Amina"]
    assert [author.name for author in entry.authors] == names
    assert "<strong>water</strong>" in entry.content[0].value
    assert datetime.fromisoformat(entry.published) == post.published_at
    assert datetime.fromisoformat(parsed.feed.updated) == post.updated_at


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(
    client: FlaskClient, world: World, title: str, medium: str
) -> None:
    published(world, case_study(world, title, summary=title))

    assert titles(client, WATER + medium) == [title]


def test_letters_no_feed_may_carry_are_left_out(
    client: FlaskClient, world: World
) -> None:
    published(world, case_study(world, "Form\x0cfeed \x1b[31m and \ufffe end"))

    answer = client.get(f"{WATER}.atom")

    assert titles(client, f"{WATER}.atom") == ["Formfeed [31m and  end"]
    ElementTree.fromstring(answer.data)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_an_empty_feed_is_a_feed(
    client: FlaskClient, world: World, language: str
) -> None:
    feed = f"/{language}/groups/markets"

    assert titles(client, feed) == titles(client, f"{feed}.json") == []
    assert atom(client.get(f"{feed}.atom").data).feed.language == language


def test_a_practice_in_two_languages_is_one_entry(
    client: FlaskClient, world: World
) -> None:
    (original,) = shelf(world, 1, title="Pipes")
    shelf(world, 1, title="Tuyaux", language="fr", family_id=original.id)

    for medium in MEDIA:
        assert titles(client, f"/en/groups/water{medium}") == ["Pipes"]
        assert titles(client, f"/fr/groups/water{medium}") == ["Tuyaux"]
        assert titles(client, f"/es/committees/cooperation{medium}") == ["Pipes"]


def test_a_committee_in_another_spelling_leads_to_itself(client: FlaskClient) -> None:
    answer = client.get("/en/committees/committee-on-cooperation.atom")

    assert answer.status_code == 301
    assert answer.location == f"{COMMITTEE}.atom"


@pytest.mark.parametrize("feed", ["/en/groups/nothing", "/en/committees/nothing"])
@pytest.mark.parametrize("medium", MEDIA)
def test_a_feed_that_is_not_there(client: FlaskClient, feed: str, medium: str) -> None:
    assert client.get(feed + medium).status_code == 404


@pytest.mark.parametrize(
    "name, feed, at_most",
    [
        ("", WATER, 2),
        ("amina", WATER, 5),
        ("elif_", WATER, 5),
        ("dina", WATER, 5),
        ("", COMMITTEE, 3),
        ("amina", COMMITTEE, 6),
        ("elif_", COMMITTEE, 6),
        ("dina", COMMITTEE, 6),
    ],
)
@pytest.mark.parametrize("medium", MEDIA)
def test_a_feed_asks_as_much_at_fifty_posts_as_at_five(
    client: FlaskClient, world: World, name: str, feed: str, at_most: int, medium: str
) -> None:
    if name:
        sign_in(client, getattr(world, name))
    shelf(world, 5)
    few = queries_during(lambda: client.get(feed + medium))

    shelf(world, 45)
    many = queries_during(lambda: client.get(feed + medium))

    assert few == many <= at_most


def test_the_kinds_of_a_feed_are_those_of_the_program(client: FlaskClient) -> None:
    page = client.get(WATER).text

    assert all(f'href="?kind={choice.value}"' in page for choice in OFFERED)
    assert {kind for choice in OFFERED for kind in choice.kinds} == set(Kind)


@pytest.mark.parametrize("feed", [WATER, COMMITTEE])
def test_the_end_of_a_feed_leads_back_to_its_beginning(
    client: FlaskClient, world: World, feed: str
) -> None:
    published(world)

    page = client.get(f"{feed}?kind=experience").text

    assert "No post here" in page
    assert f'<a class="btn" href="{feed}">Show all posts</a>' in page
