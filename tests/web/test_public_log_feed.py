"""The public log as a feed, and how one comes to it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.groups import asked
from tests.log_pages import SITE, WATER, busy
from tests.web.feed_pages import atom
from tests.world import World, sign_in
from uclg_share.audit import AuditEntry
from uclg_share.database import db
from uclg_share.groups.coordinating import admit, appoint_coordinator


def test_the_feed_is_one_that_programs_may_ask_often(
    client: FlaskClient, world: World
) -> None:
    busy(world)

    first = client.get(f"{WATER}.atom")
    feed = atom(first.data)

    assert first.mimetype == "application/atom+xml"
    assert first.headers["Cache-Control"] == "no-cache"
    assert feed.feed.title == "Public log – Water"
    assert feed.feed.language == "en"
    assert len({entry.id for entry in feed.entries}) == 15
    assert feed.feed.updated == feed.entries[0].updated
    of_site = {entry.id for entry in atom(client.get(f"{SITE}.atom").data).entries}
    assert {entry.id for entry in feed.entries} <= of_site
    in_arabic = atom(client.get("/ar/groups/water/log.atom").data)
    assert [e.id for e in in_arabic.entries] == [e.id for e in feed.entries]

    again = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{WATER}.atom", headers=again).status_code == 304
    admit(world.viewer("bruno"), asked(world))
    assert client.get(f"{WATER}.atom", headers=again).status_code == 304
    appoint_coordinator(world.viewer("bruno"), world.water, world.chen)
    assert client.get(f"{WATER}.atom", headers=again).status_code == 200
    sign_in(client, world.bruno)
    assert "ETag" not in client.get(f"{WATER}.atom").headers


@pytest.mark.parametrize("address", [WATER, SITE])
def test_the_feed_is_linked_and_the_page_found(
    client: FlaskClient, world: World, address: str
) -> None:
    page = client.get(address).text

    assert 'type="application/atom+xml" title="Public log' in page
    assert page.count(f'href="{address}.atom"') == 2
    assert f'href="{WATER}"' in client.get("/en/groups/water/about").text
    assert f'href="{SITE}"' in client.get("/en/moderation-rules").text
    sign_in(client, world.bruno)
    assert f'href="{SITE}"' in client.get("/en/desk").text


def test_each_page_says_how_to_check_its_newest_entry(
    client: FlaskClient, world: World
) -> None:
    busy(world)
    newest = client.get(WATER).text.partition('<li id="e-')[2].partition('"')[0]
    entry = db.session.get_one(AuditEntry, int(newest))

    assert f"audit-check --holds {entry.hash[:12]}" in client.get(WATER).text
    assert entry.hash in client.get(f"{WATER}.atom").text
