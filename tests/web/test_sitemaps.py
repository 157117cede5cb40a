"""The sitemap: every public address once in each language, and nothing else."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from tests.drafts import case_study, published
from tests.families import translated
from tests.sql import statements_during
from tests.world import World
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.actions import hide
from uclg_share.posts.models import Post
from uclg_share.sitemaps import queries

HOST = "http://127.0.0.1:5000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client: FlaskClient, address: str) -> dict[str, dict[str, str]]:
    """Each address with the others that say the same."""
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    tree = ElementTree.fromstring(answer.data)
    return {
        (one.findtext(f"{MAP}loc") or "").removeprefix(HOST): {
            link.attrib["hreflang"]: link.attrib["href"].removeprefix(HOST)
            for link in one.iter(LINK)
        }
        for one in tree
    }


def everything(client: FlaskClient, language: str) -> dict[str, dict[str, str]]:
    """What all files of a language hold; numbers of posts may be large."""
    files = [one for one in entries(client, "/sitemap.xml") if f"-{language}-" in one]
    assert files
    return {k: v for one in files for k, v in entries(client, one).items()}


def page_of(post: Post) -> str:
    return f"/{post.language}/posts/{post.id}/{post.slug}"


def test_robots_lead_to_an_index_of_all_languages(
    client: FlaskClient, world: World
) -> None:
    assert f"\nSitemap: {HOST}/sitemap.xml\n" in client.get("/robots.txt").text
    files = list(entries(client, "/sitemap.xml"))
    assert [one for one in files if one.endswith("-1.xml")] == [
        f"/sitemap-{code}-1.xml" for code in LANGUAGES
    ]


def test_each_text_stands_in_the_file_of_its_language(
    client: FlaskClient, world: World
) -> None:
    alone, original = published(world), published(world, case_study(world, "Pipes"))
    french = translated(world, original)
    both = {"en": page_of(original), "fr": page_of(french)}

    english, french_ones = (everything(client, code) for code in ("en", "fr"))

    assert english[page_of(alone)] == {}
    assert english[page_of(original)] == french_ones[page_of(french)] == both
    assert page_of(original) not in french_ones


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_address_in_it_opens(
    client: FlaskClient, world: World, language: str
) -> None:
    published(world)
    found = everything(client, language)

    for address, others in found.items():
        assert client.get(address).status_code == 200, address
        assert not others or others[language] == address
    assert f"/{language}/groups/water" in found
    assert f"/{language}/organisations/hills" in found
    assert f"/{language}/themes/training" in found
    assert f"/{language}/groups/budgets" not in found


def test_what_is_not_public_is_not_in_it(client: FlaskClient, world: World) -> None:
    inside: dict[str, Any] = {"organisation_id": world.coast.id}
    draft = case_study(world, "Within", group_ids=(world.budgets.id,), **inside)
    published(world, draft, world.fatou, world.budgets)
    hide(world.viewer("bruno"), published(world), "Names a private person.")

    found = everything(client, "en")

    assert [address for address in found if "/posts/" in address] == []


def test_a_file_holds_a_range_of_numbers(
    client: FlaskClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, last = (published(world, case_study(world, f"Post {n}")) for n in (1, 2))
    monkeypatch.setattr(queries, "SPAN", before.id)
    index = list(entries(client, "/sitemap.xml"))

    found = [list(entries(client, f"/sitemap-en-{n}.xml")) for n in (1, 2)]

    assert index[:2] == ["/sitemap-en-1.xml", "/sitemap-en-2.xml"]
    assert page_of(before) in found[0]
    assert found[1][:1] == [page_of(last)]
    assert client.get("/sitemap-en-3.xml").status_code == 404


def test_nothing_is_counted_and_nothing_skipped(
    client: FlaskClient, world: World
) -> None:
    for n in range(3):
        published(world, case_study(world, f"Post {n}"))

    asked = statements_during(lambda: client.get("/sitemap-en-1.xml"))
    asked += statements_during(lambda: client.get("/sitemap.xml"))

    assert len(asked) <= 7
    assert not any("count(" in one or "OFFSET" in one for one in asked)


def test_what_is_unchanged_is_not_sent_again(client: FlaskClient, world: World) -> None:
    first = client.get("/sitemap-en-1.xml")
    again = {"If-None-Match": first.headers["ETag"]}

    assert client.get("/sitemap-en-1.xml", headers=again).status_code == 304
