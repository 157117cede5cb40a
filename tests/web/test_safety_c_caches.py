"""SAFETY.md C: what caches may keep (R27)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.web.every_address import addresses
from tests.web.sites import another_site
from tests.world import World, sign_in

# Headers, forms and caches are the same on either database.
pytestmark = pytest.mark.once

PRIVATE = "private, no-store"
# Of no reader: the state of the site, and the script of the service worker.
SAME_FOR_ALL = {"/readyz", "/worker.js"}


@pytest.fixture
def strict(app: Flask, world: World) -> Iterator[Flask]:
    published(world)
    with another_site(app, csrf=True) as site:
        yield site


def open_pages(site: Flask) -> list[str]:
    known = {"slug": "water", "post_id": "1"}
    paths = {path for _, path in addresses(site, "GET", **known)}
    return sorted(path for path in paths if path not in SAME_FOR_ALL)


@pytest.mark.parametrize("who", ["amina", "dina"])
def test_what_a_signed_in_person_sees_is_kept_by_nobody(
    strict: Flask, world: World, who: str
) -> None:
    client = strict.test_client()
    sign_in(client, getattr(world, who))

    for path in open_pages(strict):
        answer = client.get(path)
        rule = answer.headers["Cache-Control"]
        assert rule in {PRIVATE, "no-store"}, f"{path}: {rule}"
        assert "ETag" not in answer.headers, path


def test_what_sets_a_cookie_is_kept_by_nobody(strict: Flask) -> None:
    seen = 0
    for path in open_pages(strict):
        answer = strict.test_client().get(path)
        if "Set-Cookie" in answer.headers:
            assert answer.headers["Cache-Control"] == PRIVATE, path
            seen += 1
        if "no-store" not in answer.headers["Cache-Control"]:
            assert "Cookie" in answer.headers["Vary"], path

    assert seen >= 3


def test_refusals_are_kept_by_nobody(strict: Flask) -> None:
    client = strict.test_client()
    for path in ("/en/nowhere", "/en/settings/x.css", "/assets/nothing.css"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["Cache-Control"] == PRIVATE


@pytest.mark.parametrize(
    "end", [".css", ".js", "/x.css", "/style.png", ";x.css", "%2fx.css", "%00.css"]
)
@pytest.mark.parametrize("path", ["/en/settings", "/en/my-work", "/en/admin"])
def test_a_private_page_has_no_second_name_that_looks_public(
    client: FlaskClient, world: World, path: str, end: str
) -> None:
    sign_in(client, world.dina)

    answer = client.get(path + end)

    assert answer.status_code == 404
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
        {"Range": "bytes=0-10"},
    ],
)
def test_a_stranger_learns_nothing_from_conditions_and_parts(
    client: FlaskClient, world: World, headers: dict[str, str]
) -> None:
    post = published(world)
    for path in ("/en/settings", "/en/groups/budgets", f"/en/posts/{post.id}/edit"):
        for method in ("GET", "HEAD"):
            plain = client.open(path, method=method)
            asked = client.open(path, method=method, headers=headers)
            assert asked.status_code == plain.status_code
            assert asked.status_code in {303, 404}
            assert "Content-Range" not in asked.headers


def test_missing_and_hidden_answer_alike_to_the_byte(client: FlaskClient) -> None:
    hidden = client.head("/en/groups/budgets")
    missing = client.head("/en/groups/nothing")

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert hidden.headers["Content-Length"] == missing.headers["Content-Length"]
