"""What travels before something can be read: on the real content, in every language."""

from __future__ import annotations

import gzip
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from uclg_share.database import db
from uclg_share.feeds.gathering import latest
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import LANGUAGES
from uclg_share.page_cache.pages import LEVEL
from uclg_share.permissions import ANYONE
from uclg_share.posts.models import Post
from uclg_share.posts.placing import put_in
from uclg_share.posts.queries import find_post

# Bytes: of a feed of twenty as it is read and as it travels, and what travels at a
# first visit, pictures aside. Letters of Arabic take two bytes. All other pages:
# tests/browser/test_weight.py.
FEED = {
    "en": (25_000, 7_000),
    "fr": (25_000, 7_000),
    "es": (25_000, 7_000),
    "ar": (26_600, 7_200),
}
STYLE, SCRIPT, FIRST_VISIT = 14_000, 10_000, 45_000
CARDS = 20
ASSET = re.compile(r'(?:href|src)="(/assets/[^"#]+)["#]')
OFTEN = "responsible-tourism"


def packed(content: bytes) -> int:
    return len(gzip.compress(content, LEVEL, mtime=0))


def fill_up(slug: str) -> None:
    """Give a group the newest of the others, up to a whole page of its feed."""
    group = db.session.scalars(select(WorkingGroup).filter_by(slug=slug)).one()
    for row in latest(tuple(LANGUAGES), 2 * CARDS):
        put_in(found(row.id), group)
    db.session.commit()


def found(post_id: int) -> Post:
    post = find_post(ANYONE, post_id)
    assert post is not None
    return post


@pytest.mark.once
def test_a_feed_of_twenty_and_a_first_visit_are_light(demo: Flask) -> None:
    client = demo.test_client()
    fill_up(OFTEN)
    pages = {lang: client.get(f"/{lang}/groups/{OFTEN}").data for lang in LANGUAGES}
    fronts = {lang: client.get(f"/{lang}/").data for lang in LANGUAGES}

    assets = {
        name: packed(client.get(name).data)
        for page in (*pages.values(), *fronts.values())
        for name in ASSET.findall(page.decode())
    }
    first = {
        lang: packed(fronts[lang]) + packed(pages[lang]) + sum(assets.values())
        for lang in LANGUAGES
    }

    assert {page.count(b'<article class="entry') for page in pages.values()} == {CARDS}
    assert max(first.values()) <= FIRST_VISIT, first
    sizes = {lang: (len(page), packed(page)) for lang, page in pages.items()}
    for lang, (most, most_packed) in FEED.items():
        assert sizes[lang][0] <= most, sizes
        assert sizes[lang][1] <= most_packed, sizes


def test_style_and_script_are_light(client: FlaskClient) -> None:
    page = client.get("/en/offline").text
    known = client.application.extensions["assets"]

    def weight(ending: str) -> int:
        named = [one.packed for name, one in known.items() if name.endswith(ending)]
        return sum(map(len, named))

    assert weight(".css") <= STYLE
    assert weight(".js") <= SCRIPT
    # What comes after the first page, for the time without a line.
    assert packed(client.get("/worker.js").data) <= 2_000
    assert len(page) <= 3_000
    assert ASSET.findall(page) == []
