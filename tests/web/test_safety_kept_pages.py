"""SAFETY.md R26, R32 and R44 once more, where finished pages are kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import published
from tests.files import shown_to_all
from tests.web.kept_pages import keeping_site, kept
from tests.web.sites import HTTPS
from tests.world import World
from uclg_share.posts.actions import hide

EVIL = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}


@pytest.fixture
def site(app: Flask, world: World) -> Iterator[Flask]:
    with keeping_site(app, csrf=True, base_url=HTTPS) as site:
        yield site


def get(browser: FlaskClient, path: str, **headers: str) -> Any:
    """The names of headers with a line below where they have a dash."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return browser.get(path, base_url=HTTPS, headers=named)


def test_no_header_and_no_name_of_another_site_gets_into_what_is_kept(
    world: World, site: Flask
) -> None:
    published(world)
    paths = ["/en/", "/en/groups/water", "/en/groups/water.atom", "/en/about"]
    for path in paths:
        browser = site.test_client()
        get(browser, path, **{k.replace("-", "_"): v for k, v in EVIL.items()})
        get(browser, f"{path}?next=https://evil.example")
        answer = browser.get(path, base_url="https://evil.example")
        assert answer.status_code == 400

    assert set(paths) <= set(kept(site))
    for path in paths:
        answer = get(site.test_client(), path)
        assert answer.status_code == 200
        assert "evil.example" not in answer.text


def test_a_file_follows_its_text(world: World, site: Flask) -> None:
    post, file = shown_to_all(world)
    path, visitor = f"/files/{file.id}/480.webp", site.test_client()
    assert path in get(visitor, f"/en/posts/{post.id}/{post.slug}").text
    etag = get(visitor, path).headers["ETag"]

    hide(world.viewer("bruno"), post, "Names a private person.")

    for headers in ({}, {"If_None_Match": etag}, {"Range": "bytes=0-9"}):
        assert get(visitor, path, **headers).status_code == 404
    assert visitor.head(path, base_url=HTTPS).status_code == 404


@pytest.mark.parametrize("number", ["1'", "1 OR 1=1", "0x1", "1e9", "9" * 40, "-1"])
def test_no_number_of_an_address_becomes_a_statement(
    world: World, site: Flask, number: str
) -> None:
    visitor = site.test_client()
    forms = ["/en/posts/{}/x", "/en/posts/{}.json", "/api/v1/posts/{}", "/en/people/{}"]

    for form in [*forms, "/sitemap-en-{}.xml", "/en/posts/1/comments/{}"]:
        assert get(visitor, form.format(number)).status_code == 404
