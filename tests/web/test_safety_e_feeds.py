"""SAFETY.md E: feeds are well-formed and harmless whatever was written (R42)."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.text import clean_line, clean_text

TITLES = [
    "<script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "&amp;lt;script&amp;gt; & <b>",
    "<!-- --><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "a\x00b\x0bc\x1fd\ufffee\uffff",
    "quote \" and ' and {{ 7 * 191 }}",
    "\u202egnp.exe",
]
TEXT = "<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n]]>\n\n&nope; \x0b"
ATOM = "{http://www.w3.org/2005/Atom}"


def post_of(world: World, text: str) -> None:
    """Written as the form hands it on: cleaned, and otherwise as it was typed."""
    title = clean_line(text)
    sections = case_study(world).sections | {"context": clean_text(TEXT)}
    published(world, case_study(world, title, summary=title, sections=sections))


@pytest.mark.parametrize("title", TITLES)
def test_atom_is_well_formed_and_text_is_text(
    client: FlaskClient, world: World, title: str
) -> None:
    post_of(world, title)

    answer = client.get("/en/groups/water.atom")

    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = Xml.fromstring(answer.get_data())
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == clean_line(title)
    content = entry.findtext(f"{ATOM}content") or ""
    assert content
    assert "<script" not in content
    assert 'href="javascript:' not in content


@pytest.mark.parametrize("title", TITLES)
def test_json_feed_is_data_with_harmless_html(
    client: FlaskClient, world: World, title: str
) -> None:
    post_of(world, title)

    answer = client.get("/en/groups/water.json")

    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert answer.json is not None
    [item] = answer.json["items"]
    assert item["title"] == clean_line(title)
    assert "<script" not in item["content_html"]
    assert 'href="javascript:' not in item["content_html"]
