"""A shelf full of posts, and the three ways to read it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
from flask.testing import FlaskClient

from tests.world import World
from uclg_share.database import db
from uclg_share.posts.models import CommitteePlacement, Kind, Placement, Post, Reach

WATER = "/en/groups/water"
COMMITTEE = "/en/committees/cooperation"
ATOM = "{http://www.w3.org/2005/Atom}"
START = datetime(2025, 3, 1, 12, tzinfo=UTC)
KINDS = [Kind.CASE_STUDY, Kind.EXPERIENCE]
CARD = re.compile(
    r'<article class="entry.*?<h[23][^>]*><a href="/\w+/posts/(\d+)[^"]*">(.*?)</a>',
    re.DOTALL,
)
PLACES = [("Maputo", "MZ"), ("Quito", "EC"), ("", None)]


def shelf(world: World, number: int, **changes: Any) -> list[Post]:
    """Posts of varied authors, organisations, places and groups, all in Water.

    Three at a time were published in the same moment.
    """
    known = db.session.query(Post).count()
    posts = [a_post(world, known + at, **changes) for at in range(number)]
    db.session.add_all(posts)
    db.session.flush()
    for post in posts:
        post.family_id = post.family_id or post.id
        place(post, world)
    db.session.commit()
    return posts


def a_post(world: World, at: int, **changes: Any) -> Post:
    moment = START + timedelta(minutes=at // 3)
    town, country = PLACES[at % 3]
    facts: dict[str, Any] = {
        "kind": KINDS[at % 2],
        "author": [world.amina, world.bruno, world.elif_, None][at % 4],
        "organisation": [world.hills, world.coast, None][at % 3],
        "lead_group": [world.water, world.markets][at % 2],
        "title": f"Post {at:03}",
        "slug": f"post-{at:03}",
        "summary": "What we did.",
        "body": {},
        "place": town,
        "country": country,
        "published_at": moment,
        "updated_at": moment,
        "reach": Reach.PUBLIC,
    }
    return Post(**facts | changes)


def place(post: Post, world: World) -> None:
    copies = {
        "published_at": post.published_at,
        "reach": post.reach,
        "kind": post.kind,
        "family_id": post.family_id,
        "language": post.language or "en",
    }
    for group in (world.water, world.markets):
        if group in (world.water, post.lead_group):
            post.placements.append(Placement(group_id=group.id, **copies))
    line = CommitteePlacement(committee_id=world.cooperation.id, **copies)
    post.committee_placements.append(line)


def titles(client: FlaskClient, address: str) -> list[str]:
    """What a feed shows, from top to bottom, whatever its medium."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    if address.partition("?")[0].endswith(".json"):
        assert answer.json is not None
        return [item["title"] for item in answer.json["items"]]
    if address.partition("?")[0].endswith(".atom"):
        atom(answer.data)
        entries = ElementTree.fromstring(answer.data).iter(f"{ATOM}entry")
        return [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    return [unescape(title) for _, title in cards(answer.text)]


def cards(page: str) -> list[tuple[int, str]]:
    """The number and the title of each post in the lists of a page, from the top."""
    return [(int(number), title) for number, title in CARD.findall(page)]


def atom(data: bytes) -> Any:
    """A feed as its readers take it, who forgive nothing here."""
    feed = feedparser.parse(data)
    assert not feed.bozo, feed.bozo_exception
    return feed


def link(client: FlaskClient, address: str, rel: str) -> str | None:
    """Where a page, or a feed for machines, says it goes on."""
    answer = client.get(address)
    if answer.mimetype == "application/feed+json":
        assert answer.json is not None
        return answer.json.get("next_url") if rel == "next" else None
    tag = re.search(rf'<(?:a|link)\b[^>]*rel="{rel}"[^>]*>', answer.text)
    found = re.search(r'href="([^"]+)"', tag[0]) if tag else None
    return unescape(found[1]) if found else None


def walk(client: FlaskClient, address: str | None, rel: str = "next") -> list[str]:
    """The addresses of all pages from here on, following plain links."""
    seen: list[str] = []
    while address:
        assert address not in seen, "the pages go round in circles"
        seen.append(address)
        address = link(client, address, rel)
    return seen
