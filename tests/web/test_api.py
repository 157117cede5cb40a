"""The API: what everybody may read, page by page, for any site, at a bearable pace."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import TITLE, case_study, experience, published
from tests.families import translated
from tests.questions import discussed
from tests.sql import statements_during
from tests.web.feed_pages import shelf
from tests.world import World, sign_in
from uclg_share import limits
from uclg_share.limits import Limit
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post

API = "/api/v1"
LISTS = ["posts", "groups", "organisations", "themes", "committees"]
UNREADABLE = [
    "posts?kind=poem", "posts?language=xx", "posts?since=yesterday", "posts?limit=0",
    "posts?limit=101", "posts?cursor=x", "posts?since=0001-01-01T00:00%2B14:00",
    "organisations?type=planet", "organisations?cursor=99999999999",
]  # fmt: skip


def asked(client: FlaskClient, path: str) -> Any:
    answer = client.get(f"{API}/{path}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), path
    return answer.get_json()


def titles(client: FlaskClient, query: str = "") -> list[str]:
    return [one["title"] for one in asked(client, f"posts?{query}")["items"]]


def inside(world: World) -> Post:
    known: dict[str, Any] = {"organisation_id": world.coast.id}
    draft = case_study(world, "Within", group_ids=(world.budgets.id,), **known)
    return published(world, draft, world.fatou, world.budgets)


def test_each_filter_narrows_the_list(client: FlaskClient, world: World) -> None:
    published(world, case_study(world, "Pipes"))
    both = (world.water.id, world.markets.id)
    published(world, experience(world, "A walk", group_ids=both, country="EC"))
    discussed(world)

    assert titles(client, "kind=case_study") == ["Pipes"]
    assert titles(client, "group=markets") == ["A walk"]
    assert titles(client, "group=water&theme=training") == ["A walk", "Pipes"]
    assert titles(client, "theme=digital&country=EC") == ["A walk"]
    assert titles(client, "language=fr") == []
    assert len(titles(client, "organisation=hills")) == 3
    assert len(titles(client, "since=2026-01-01")) == 3
    assert titles(client, "since=2999-01-01T00:00:00%2B02:00") == []
    assert titles(client, "group=nowhere") == titles(client, "theme=%00") == []


def test_pages_follow_each_other_without_gap_or_double(
    client: FlaskClient, world: World
) -> None:
    made = [post.title for post in shelf(world, 7)]
    seen: list[str] = []
    address: str | None = f"{API}/posts?limit=3&group=water"
    while address:
        answer = client.get(address)
        page = answer.get_json()
        seen += [one["title"] for one in page["items"]]
        address = page["next"]
        assert ("Link" in answer.headers) is (address is not None)
        published(world, case_study(world, "Newer than all"))

    assert seen == made[::-1]


def test_only_what_is_public_is_in_it(client: FlaskClient, world: World) -> None:
    within, gone = inside(world), published(world, case_study(world, "Taken down"))
    hide(world.viewer("bruno"), gone, "Names a private person.")
    shown = published(
        world, case_study(world, group_ids=(world.water.id, world.budgets.id))
    )
    sign_in(client, world.fatou)

    assert titles(client) == [TITLE]
    assert asked(client, "posts")["items"][0]["groups"] == ["water"]
    assert asked(client, f"posts/{shown.id}")["groups"] == ["water"]
    assert [g["slug"] for g in asked(client, "groups")["items"]] == ["water", "markets"]
    for path in (f"posts/{within.id}", f"posts/{gone.id}", "groups/budgets"):
        assert client.get(f"{API}/{path}").status_code == 404


def test_a_translation_is_a_text_of_its_own(client: FlaskClient, world: World) -> None:
    original = published(world)
    french = translated(world, original)

    [found] = asked(client, "posts?language=fr")["items"]

    assert (found["id"], found["translation_of"]) == (french.id, original.id)
    assert f"/fr/posts/{french.id}/" in found["url"]


@pytest.mark.parametrize("path", UNREADABLE)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_cannot_be_read_is_refused_in_the_language_asked(
    client: FlaskClient, world: World, path: str, language: str
) -> None:
    answer = client.get(f"{API}/{path}", headers={"Accept-Language": language})

    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["Content-Language"] == language
    said = answer.get_json()
    assert path.partition("?")[2].partition("=")[0] in said["detail"]
    assert said["status"] == 400


@pytest.mark.parametrize("path", [*LISTS, "posts/{}", "openapi.json"])
def test_any_site_may_read_it_and_ask_again_for_little(
    client: FlaskClient, world: World, path: str
) -> None:
    path = path.format(published(world).id)

    first = client.get(f"{API}/{path}")
    again = {"If-None-Match": first.headers["ETag"]}

    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{API}/{path}", headers=again).status_code == 304
    assert "Access-Control-Allow-Credentials" not in first.headers
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize("path", ["/en/", "/en/groups/water.json", "/en/posts/1.json"])
def test_nothing_else_is_open_to_other_sites(
    client: FlaskClient, world: World, path: str
) -> None:
    published(world)

    assert "Access-Control-Allow-Origin" not in client.get(path).headers
    refused = client.post(f"{API}/posts")
    assert refused.status_code == 405
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_who_asks_too_often_waits(
    client: FlaskClient, app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "API_ADDRESS", Limit("api-test", 3, 300))
    greedy = {"environ_overrides": {"REMOTE_ADDR": "192.0.2.7"}}

    codes = [client.get(f"{API}/themes", **greedy).status_code for _ in range(5)]
    refused = client.get(f"{API}/themes", **greedy)

    assert codes == [200, 200, 200, 429, 429]
    assert 0 < int(refused.headers["Retry-After"]) <= 350
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{API}/themes").status_code == 200


def test_many_addresses_do_not_fill_the_memory(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_HERE", 10)

    with app.app_context():
        for n in range(50):
            limits.spend_here(Limit("crowd", 3, 300), str(n))

    assert len(app.extensions["counted_here"]) == 10


@pytest.mark.parametrize(
    "path, most",
    [("posts", 2), ("posts?group=water&theme=training", 3), ("organisations", 1),
     ("groups", 1), ("themes", 1), ("committees", 1), ("openapi.json", 0)],
)  # fmt: skip
def test_a_list_costs_the_same_however_long(
    client: FlaskClient, world: World, path: str, most: int
) -> None:
    for n in range(5):
        published(world, case_study(world, f"Post {n}"))

    seen = statements_during(lambda: client.get(f"{API}/{path}"))

    assert len(seen) <= most
    assert not any("count(" in one.lower() for one in seen)


def test_one_post_costs_what_its_page_costs_at_most(
    client: FlaskClient, world: World
) -> None:
    post = published(world)

    assert len(statements_during(lambda: client.get(f"{API}/posts/{post.id}"))) <= 10
