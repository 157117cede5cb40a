"""What travels before a group's feed can be read on a slow line, pictures aside."""

from __future__ import annotations

import gzip
import re
import urllib.request

import pytest
from playwright.sync_api import Page, Request

from tests.browser.places import ROLES, enter, pages_of
from tests.browser.site import Site

STYLE = re.compile(r'href="(/assets/site-[^"]+\.css)"')
SCRIPT = re.compile(r'src="(/assets/site-[^"]+\.js)"')
FEED = "/groups/responsible-tourism"
MOST_HTML = 20_000  # bytes, as they travel; with style and script below 60 kB


def weight(address: str) -> int:
    """Bytes of the body as it travels to a browser that reads gzip."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        return len(answer.read())


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_the_feed_of_a_group_is_light(site: Site, lang: str) -> None:
    address = f"{site.address}/{lang}{FEED}"
    with urllib.request.urlopen(address, timeout=20) as answer:
        page = answer.read().decode()
    [style], [script] = STYLE.findall(page), SCRIPT.findall(page)

    html = weight(address)
    css, js = weight(site.address + style), weight(site.address + script)

    assert html <= 12_000
    assert css <= 14_000
    assert js <= 10_000
    assert html + css + js <= 45_000


@pytest.mark.parametrize("role", ROLES)
def test_no_kind_of_page_is_heavy(page: Page, site: Site, role: str) -> None:
    enter(site, page.context, role)
    asker = page.context.request
    found = pages_of(site, asker, "ar")  # the longest in bytes

    heavy = {
        kind: size
        for kind, path in found.items()
        if (size := len(gzip.compress(asker.get(path).body()))) > MOST_HTML
    }

    assert heavy == {}


@pytest.mark.parametrize("path", ["/en/", f"/en{FEED}", "/ar/organisations"])
def test_nothing_is_asked_of_anybody_else(page: Page, site: Site, path: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(path)

    # The page, the style, the script, the mark, the signs and the map; no typefaces.
    # Those signs that style shows are of the same file: they come out of the cache.
    assert len(set(asked)) <= 6
    assert all(url.startswith((site.address, "data:")) for url in asked)
