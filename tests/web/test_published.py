"""What the site publishes for machines, before validators that others have made."""

from __future__ import annotations

import json
import re
from typing import Any

import bibtexparser.entrypoint
import pytest
import rispy
from flask.testing import FlaskClient

from tests.drafts import case_study, experience, published
from tests.families import translated
from tests.files import picture, shown_to_all
from tests.published import (
    atom_problems,
    index_problems,
    sitemap_problems,
    type_problems,
)
from tests.questions import discussed, marked, matter
from tests.talk import said
from tests.web.feed_pages import COMMITTEE, WATER
from tests.world import World
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.models import Kind, Post

DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script> {braces} \\ & <b> % # _ ~ ^ \"x\" 'y' @article{a, مياه 水 | ,"

VALIDATED = pytest.mark.validators
FEEDS = [
    *(f"{WATER}.atom", f"{COMMITTEE}.atom", "/fr/themes/training.atom"),
    *("/es/organisations/hills.atom", "/en/search.atom?q=water", "/ar/log.atom"),
    *("/en/groups/water/log.atom", "/en/countries/MZ.atom"),
]


@pytest.fixture
def texts(world: World) -> list[Post]:
    """Of each kind, with and without each of the things a text may have."""
    whole, _file = shown_to_all(world, picture())
    bare: dict[str, Any] = {"latitude": None, "longitude": None}
    question = discussed(world)
    marked(world, said(world, question, "chen", "Ask the union."))
    announcement = matter(world, "A meeting", organisation_id=world.coast.id)
    return [
        whole,
        translated(world, whole),
        published(world, case_study(world, HOSTILE, summary=HOSTILE, **bare)),
        published(world, experience(world)),
        question,
        discussed(world, kind=Kind.DEBATE),
        discussed(world, announcement, "bruno", Kind.ANNOUNCEMENT),
    ]


def page_of(post: Post) -> str:
    return f"/{post.language}/posts/{post.id}/{post.slug}"


@VALIDATED
def test_what_pages_say_of_themselves_is_in_the_words_of_schema_org(
    client: FlaskClient, world: World, texts: list[Post]
) -> None:
    pages = [*map(page_of, texts), "/en/", "/ar/", WATER, COMMITTEE]
    pages += ["/en/organisations/hills", "/en/themes/training"]
    found = {page: DATA.findall(client.get(page).text) for page in pages}
    things = {page: json.loads(some[0]) for page, some in found.items() if some}

    assert len(things) > len(texts) + 2
    assert type_problems("WithContext<Thing>", things) == []


@VALIDATED
def test_json_feeds_are_json_feeds(
    client: FlaskClient, world: World, texts: list[Post]
) -> None:
    feeds = [WATER, COMMITTEE, "/fr/themes/training", "/en/groups/markets"]
    found = {feed: client.get(f"{feed}.json").get_json() for feed in feeds}
    for item in (item for feed in found.values() for item in feed["items"]):
        assert item.pop("_uclg_share")  # an extension may be anything

    assert found[WATER]["items"]
    assert type_problems("JSONFeed", found) == []


@VALIDATED
def test_what_is_no_such_thing_is_seen() -> None:
    misspelt = {"@context": "https://schema.org", "@type": "Article", "headlin": "x"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "x"}

    assert type_problems("WithContext<Thing>", {"page": misspelt})
    assert type_problems("JSONFeed", {"feed": {**feed, "items": [{"id": "x"}]}})
    assert type_problems("JSONFeed", {"feed": {**feed, "items": []}}) == []


@VALIDATED
@pytest.mark.parametrize("address", FEEDS)
def test_an_atom_feed_is_one(
    client: FlaskClient, world: World, texts: list[Post], address: str
) -> None:
    answer = client.get(address)

    assert (answer.status_code, b"<entry" in answer.data) == (200, True)
    assert atom_problems(answer.data) == []
    undated = re.sub(rb"<updated>.*?</updated>", b"", answer.data)
    assert atom_problems(undated) == ["tag <updated> is missing in tag <entry>"]


@VALIDATED
def test_the_index_of_the_sitemap_is_one(
    client: FlaskClient, texts: list[Post]
) -> None:
    index = client.get("/sitemap.xml").data

    assert index_problems(index) == []
    misspelt = index.replace(b"sitemap>", b"sitemapp>")
    assert index_problems(misspelt) == ["unhandled tag: sitemapp"]
    assert index_problems(index.replace(b"http://", b"file://"))


@VALIDATED
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sitemap_is_one(
    client: FlaskClient, world: World, texts: list[Post], language: str
) -> None:
    index = client.get("/sitemap.xml").text
    files = re.findall(rf"/sitemap-{language}-\d+\.xml", index)

    answers = [client.get(file).data for file in files]

    assert [sitemap_problems(xml) for xml in answers] == [[]] * len(files)
    assert sitemap_problems(answers[0].replace(b"<loc>", b"<a/><loc>"))


def test_a_citation_is_read_back_as_it_was_meant(
    client: FlaskClient, world: World, texts: list[Post]
) -> None:
    for post in texts:
        [entry] = bibtex_of(client, post)
        [line] = rispy.loads(client.get(f"/en/posts/{post.id}/cite.ris").text)

        assert (line["title"], line["year"]) == (post.title, entry["year"])
        assert line["authors"]
        assert entry["url"] == line["urls"][0]
        assert line["type_of_reference"] == "ELEC"


def bibtex_of(client: FlaskClient, post: Post) -> list[dict[str, str]]:
    answer = client.get(f"/en/posts/{post.id}/cite.bib")
    library = bibtexparser.entrypoint.parse_string(answer.text)
    assert answer.status_code == 200
    assert library.failed_blocks == []
    return [
        {name: field.value for name, field in one.fields_dict.items()}
        for one in library.entries
    ]
