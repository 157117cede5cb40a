"""What one process has made another finds in Redis; without Redis all is as before."""

# Long because: what is shared and what happens without it need one and the same Redis.
from __future__ import annotations

import dataclasses
import logging
import subprocess
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from tests.drafts import case_study, published
from tests.redis_server import redis_server
from tests.web.kept_pages import keeping_site, kept, said
from tests.web.one_of_everything import browser_of, one_of_everything, sample
from tests.web.other_process import other_process
from tests.web.test_page_cache_secrets import TRACES
from tests.world import World
from uclg_share.page_cache import shared as second_shelf
from uclg_share.page_cache.layer import Layer
from uclg_share.page_cache.line import Line
from uclg_share.page_cache.sealed import Seal
from uclg_share.page_cache.shared import Shared
from uclg_share.posts.actions import hide

pytestmark = pytest.mark.redis
FEED = "/en/groups/water"
LONG = 20.0  # on a busy machine Redis may have to wait for its turn


@pytest.fixture
def redis() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with redis_server() as server:
        yield server


@pytest.fixture
def url(redis: tuple[str, Any], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(second_shelf, "PATIENCE", LONG)
    return redis[0]


def shared_of(site: Flask) -> Shared:
    assert isinstance(site.wsgi_app, Layer)
    assert site.wsgi_app.shared is not None
    site.wsgi_app.shared.open()
    return site.wsgi_app.shared


def refuse(*_asked: Any) -> Any:
    pytest.fail("the application was asked")


def everything_in(url: str) -> dict[bytes, bytes]:
    """What lies there, by a script: our line has no answer for lists."""
    line = Line(url, LONG)
    names = line.ask(
        LONG, "EVAL", "return table.concat(redis.call('KEYS','*'),' ')", "0"
    )
    found = {one: line.ask(LONG, "GET", one) for one in (names or b"").split()}
    line.close()
    return {name: value for name, value in found.items() if value}


def test_a_page_made_by_one_process_is_given_out_by_another(
    app: Flask, world: World, url: str
) -> None:
    published(world)
    with (
        keeping_site(app, redis_url=url) as first,
        keeping_site(app, redis_url=url) as second,
    ):
        shared_of(first), shared_of(second)
        made = first.test_client().get(FEED)
        assert isinstance(second.wsgi_app, Layer)
        second.wsgi_app._app = refuse

        for headers in ({}, {"Accept-Encoding": "gzip"}):
            found = second.test_client().get(FEED, headers=headers)
            own = first.test_client().get(FEED, headers=headers)
            assert said(found) == said(own)
        assert found.headers["ETag"] == made.headers["ETag"]
        assert kept(second)[FEED].until <= kept(first)[FEED].until + 1
        head = second.test_client().head(FEED)
        assert (head.status_code, head.data) == (200, b"")


def test_what_one_hides_is_gone_in_the_other(
    app: Flask, world: World, url: str
) -> None:
    post = published(world, case_study(world, "Names a person"))
    page, bruno = f"/en/posts/{post.id}/{post.slug}", world.bruno.email
    number = post.id
    with keeping_site(app, redis_url=url) as site, other_process(app, url) as other:
        shared_of(site)
        visitor = site.test_client()
        assert visitor.get(page).status_code == 200
        status, _, made = other.get(page)
        assert (status, made) == ("200", "0")

        other.hide(number, bruno)
        assert visitor.get(page).status_code == 404
        assert other.get(page)[0] == "404"

        other.restore(number, bruno)
        before = int(other.get(FEED)[2])
        assert visitor.get(FEED).status_code == 200
        assert FEED in kept(site)
        assert before == int(other.get(FEED)[2])
        hide(world.viewer("bruno"), post, "Names a private person.")
        assert "Names a person" not in visitor.get(FEED).text
        assert other.get(page)[0] == "404"


def test_two_sites_and_two_languages_never_meet(
    app: Flask, world: World, url: str
) -> None:
    published(world)
    settings = app.config["SETTINGS"]
    with keeping_site(app, redis_url=url) as site:
        shared = shared_of(site)
        site.test_client().get(FEED)
        [(key, page)] = [(("localhost", FEED, "", False), kept(site)[FEED])]
        sealed = Seal(settings).close(key, page)

        assert shared.find(key, page.stamp) is not None
        assert shared.find(key, page.stamp + 1) is None
        french = ("localhost", "/fr/groups/water", "", False)
        assert shared.find(french, page.stamp) is None
        for change in (
            {"secret_key": "another " * 8},
            {"base_url": "https://elsewhere.example.org"},
            {"database_url": "sqlite:////copy.db"},
        ):
            other = Seal(dataclasses.replace(settings, **change))
            assert other.name(key) != Seal(settings).name(key)
            assert other.open(key, sealed) is None


def test_what_lies_there_is_believed_only_with_our_seal(
    app: Flask, world: World, url: str
) -> None:
    published(world)
    with keeping_site(app, redis_url=url) as site:
        shared = shared_of(site)
        site.test_client().get(FEED)
        [(name, sealed)] = everything_in(url).items()
        key, stamp = ("localhost", FEED, "", False), kept(site)[FEED].stamp
        line = Line(url, LONG)

        for rubbish in (b"", b"x", sealed[:-1], sealed + b"x", bytes(len(sealed))):
            line.ask(LONG, "SET", name, rubbish)
            assert shared.find(key, stamp) is None
        line.ask(LONG, "SET", name, sealed)
        assert shared.find(key, stamp) is not None
        line.close()


def test_nothing_of_one_reader_enters(app: Flask, world: World, url: str) -> None:
    known = one_of_everything(app, world)
    rules = [r for r in app.url_map.iter_rules() if "GET" in (r.methods or set())]
    with keeping_site(app, csrf=True, redis_url=url) as site:
        shared_of(site)
        browser = browser_of(site, world, "author")
        for rule in rules:
            browser.get(sample(app, rule, known))
        assert everything_in(url) == {}

        for rule in rules:
            site.test_client().get(sample(app, rule, known))
        values = everything_in(url)
        assert len(values) == len(kept(site)) > 20
        for page in kept(site).values():
            assert not any(trace in page.plain for trace in TRACES)
        line = Line(url, LONG)
        script = "return tostring(redis.call('PTTL',KEYS[1]))"
        for name in values:
            left = int(line.ask(LONG, "EVAL", script, "1", name) or b"-1")
            assert 0 < left <= 60_000
        line.close()


def test_a_page_that_is_too_large_or_too_old_stays_here(
    app: Flask, world: World, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(world)
    with keeping_site(app, redis_url=url) as site:
        shared = shared_of(site)
        site.test_client().get(FEED)
        key, page = ("localhost", FEED, "", False), kept(site)[FEED]
        old = dataclasses.replace(page, until=time.monotonic() - 1)
        shared.put(key, old)
        assert shared.find(key, page.stamp) is None

        monkeypatch.setattr(second_shelf, "LARGEST", 100)
        shared.put(key, page)
        assert shared.find(key, page.stamp) is None


def test_a_redis_that_dies_and_comes_back_is_hardly_noticed(
    app: Flask, world: World, redis: tuple[str, subprocess.Popen[bytes]], url: str
) -> None:
    published(world)
    with keeping_site(app, redis_url=url) as site:
        shared = shared_of(site)
        visitor = site.test_client()
        assert visitor.get(FEED).status_code == 200

        redis[1].kill()
        redis[1].wait()
        for path in ("/en/", "/fr/", "/en/groups"):
            assert visitor.get(path).status_code == 200
        assert set(kept(site)) == {FEED, "/en/", "/fr/", "/en/groups"}
        assert shared._line is None

        with redis_server(urlsplit(url).port or 0):
            shared.open()
            visitor.get("/es/")
            assert len(everything_in(url)) == 1


def test_a_redis_that_is_full_or_silent_costs_no_page(
    app: Flask, world: World, url: str, redis: Any, caplog: pytest.LogCaptureFixture
) -> None:
    published(world)
    with keeping_site(app, redis_url=url, log_level="WARNING") as site:
        shared = shared_of(site)
        site.logger.addHandler(caplog.handler)
        line = Line(url, LONG)
        line.ask(LONG, "CONFIG", "SET", "maxmemory", "1")
        assert site.test_client().get(FEED).status_code == 200
        assert shared._line is not None

        second_shelf.PATIENCE = 0.005  # the fixture puts it back
        line.ask(LONG, "CLIENT", "PAUSE", "60000", "ALL")
        begun = time.monotonic()
        assert site.test_client().get("/en/groups").status_code == 200
        assert time.monotonic() - begun < 30
        assert shared._line is None
        line.close()
        site.logger.removeHandler(caplog.handler)
        site.logger.setLevel(logging.ERROR)

    told = [record for record in caplog.records if "shared" in record.message]
    assert len(told) == 1
    assert url not in str(told[0].__dict__)
