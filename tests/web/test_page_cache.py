"""Pages of visitors are kept and given out before the application is asked."""

from __future__ import annotations

import gzip
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.sql import statements_during
from tests.web.kept_pages import keeping_site, kept, said
from tests.world import World
from uclg_share.logs import JsonLines
from uclg_share.posts.actions import hide, restore

FEED = "/en/groups/water"
PACKED = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.fixture
def site(app: Flask, world: World) -> Iterator[Flask]:
    published(world)
    with keeping_site(app) as site:
        yield site


@pytest.fixture
def visitor(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.mark.parametrize("headers", [{}, PACKED])
@pytest.mark.parametrize("path", ["/ar/", FEED, f"{FEED}.atom", f"{FEED}?kind=paper"])
def test_the_second_reader_gets_what_the_first_got(
    app: Flask, site: Flask, path: str, headers: dict[str, str]
) -> None:
    plain = app.test_client().get(path)

    first, second = (site.test_client().get(path, headers=headers) for _ in range(2))

    assert said(first) == said(second)
    assert first.status_code == 200
    body = gzip.decompress(second.data) if headers else second.data
    assert body == plain.data
    assert second.vary.as_set() == plain.vary.as_set()
    assert second.headers["Cache-Control"] == plain.headers["Cache-Control"]


def test_nothing_is_asked_of_the_tables_for_what_is_kept(
    site: Flask, visitor: FlaskClient
) -> None:
    visitor.get(FEED)

    with site.app_context():
        assert statements_during(lambda: visitor.get(FEED)) == []


def test_languages_hosts_and_questions_are_kept_apart(visitor: FlaskClient) -> None:
    pages = [visitor.get(path).text for path in (FEED, "/fr/groups/water")]

    assert visitor.get(FEED).text == pages[0] != pages[1]
    assert visitor.get(f"{FEED}?kind=paper").text != pages[0]
    assert visitor.get(FEED, headers={"Host": "elsewhere.example.org"}).status_code in {
        400,
        404,
    }


def test_who_has_the_page_already_hears_so_in_few_bytes(visitor: FlaskClient) -> None:
    etag = visitor.get(FEED).headers["ETag"]

    for said_before in (etag, etag[2:], f'"other", {etag}', "*"):
        again = visitor.get(FEED, headers={"If-None-Match": said_before})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == etag
        assert again.headers["Cache-Control"] == "no-cache"
        assert {"cookie", "accept-encoding"} <= again.vary.as_set()
    assert visitor.get(FEED, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize("headers", [{}, PACKED])
def test_the_head_is_that_of_the_page(
    visitor: FlaskClient, headers: dict[str, str]
) -> None:
    assert visitor.head(FEED, headers=headers).data == b""
    page = visitor.get(FEED, headers=headers)
    assert len(page.data) > 1000

    head = visitor.head(FEED, headers=headers)

    assert head.data == b""
    assert head.content_length == len(page.data)
    assert said(head)[2] == said(page)[2]


def test_what_is_hidden_is_gone_at_the_next_request(
    site: Flask, visitor: FlaskClient, world: World
) -> None:
    post = published(world, case_study(world, "Names a person"))
    before = visitor.get(FEED)
    assert "Names a person" in before.text
    etag = {"If-None-Match": before.headers["ETag"]}

    hide(world.viewer("bruno"), post, "Names a private person.")
    after = visitor.get(FEED, headers=etag)
    assert after.status_code == 200
    assert "Names a person" not in after.text

    restore(world.viewer("bruno"), post)
    again = visitor.get(FEED, headers=etag)
    assert again.status_code == 200 or again.headers["ETag"] == etag["If-None-Match"]


def test_the_clock_makes_a_page_old_as_well(
    visitor: FlaskClient, site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = visitor.get(FEED).headers["X-Request-Id"]
    page = kept(site)[FEED]

    monkeypatch.setattr(
        "uclg_share.page_cache.layer.time.monotonic", lambda: page.until + 1
    )

    assert visitor.get(FEED).headers["X-Request-Id"] != first
    assert kept(site)[FEED].until > page.until


def test_a_kept_answer_has_its_line_in_the_log_and_a_number_of_its_own(
    app: Flask, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    published(world)
    with keeping_site(app, trusted_proxies=1, log_level="INFO") as site:
        site.logger.addHandler(caplog.handler)
        visitor = site.test_client()
        headers = {"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}
        numbers = [
            visitor.get(FEED, headers=headers).headers["X-Request-Id"] for _ in range(3)
        ]
        site.logger.removeHandler(caplog.handler)
        site.logger.setLevel(logging.ERROR)

    lines = [json.loads(JsonLines().format(record)) for record in caplog.records]
    assert len(set(numbers)) == 3
    assert [line["request"] for line in lines[1:]] == numbers[1:]
    assert {line["address"] for line in lines} == {"198.51.100.7"}
    assert len({(line["view"], line["status"]) for line in lines}) == 1


def test_invented_questions_push_out_no_page_that_everybody_reads(
    app: Flask, world: World
) -> None:
    published(world)
    with keeping_site(app, page_cache_mb=1) as site:
        visitor = site.test_client()
        visitor.get(FEED)
        for number in range(100):
            visitor.get(f"{FEED}?x={number}")

        assert FEED in kept(site)
        assert f"{FEED}?x=99" in kept(site)
        assert f"{FEED}?x=0" not in kept(site)
        assert sum(page.size for page in kept(site).values()) <= 1024 * 1024


def test_a_site_may_keep_nothing(app: Flask, world: World) -> None:
    published(world)
    with keeping_site(app, page_cache_mb=0) as site:
        assert "ETag" not in site.test_client().get(FEED).headers


def test_a_database_that_does_not_answer_makes_every_page_old(
    site: Flask, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.get(FEED)
    layer = site.wsgi_app
    layer.stamps.close()  # type: ignore[attr-defined]
    monkeypatch.setattr(
        "uclg_share.page_cache.stamps.NUMBER_OF_SITE", "SELECT x FROM no_table"
    )

    assert layer.stamps.now() is None  # type: ignore[attr-defined]
    assert "ETag" not in visitor.get(FEED).headers
