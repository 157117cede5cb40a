"""What of a post in several languages speaks which, in which direction."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from tests.drafts import published
from tests.families import live, revised, translated
from tests.world import World
from uclg_share.posts.models import Post

LANGUAGES = ("en", "fr", "es", "ar")
DIRECTIONS = {"en": "ltr", "fr": "ltr", "es": "ltr", "ar": "rtl"}
VOID = {"meta", "link", "img", "input", "br", "hr"}
# The words that translate "Results" in the text itself.
RESULTS = {"fr": "Résultats", "es": "Resultados", "ar": "النتائج"}


class Fragments(HTMLParser):
    """Each piece of text with the language and direction that holds for it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.within: list[tuple[str, str, str]] = []
        self.found: list[tuple[str, str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        _, lang, direction = self.within[-1] if self.within else ("", "", "")
        # `bdi` and `dir=auto` take the direction of their letters.
        free = "auto" if tag == "bdi" else direction
        if tag not in VOID:
            lang = given.get("lang") or lang
            self.within.append((tag, lang, given.get("dir") or free))

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if (
            data.strip()
            and self.within
            and self.within[-1][0] not in {"script", "title"}
        ):
            self.found.append((data.strip(), *self.within[-1][1:]))

    def of(self, words: str) -> set[tuple[str, str]]:
        return {(lang, way) for text, lang, way in self.found if words in text}


def address_of(post: Post, language: str = "en") -> str:
    return f"/{language}/posts/{post.id}/{post.slug}"


def family(world: World) -> dict[str, Post]:
    original = published(world)
    others = {one: translated(world, original, one) for one in ("fr", "es", "ar")}
    return {"en": original, **others}


def changed(world: World, original: Post) -> None:
    parts = {**live(original).sections, "results": "Losses fell to 20 percent."}
    revised(world, original, sections=parts)


@pytest.mark.parametrize("page", LANGUAGES)
@pytest.mark.parametrize("text", LANGUAGES)
def test_every_fragment_speaks_its_language_in_its_direction(
    client: FlaskClient, world: World, page: str, text: str
) -> None:
    posts = family(world)
    changed(world, posts["en"])
    post = posts[text]
    mark = "" if text == "en" else f" ({text})"

    found = Fragments(client.get(address_of(post, page)).text)

    own, around = {(text, DIRECTIONS[text])}, {(page, DIRECTIONS[page])}
    title, results = f"Leak detection in Maputo{mark}", live(post).sections["results"]
    assert (text, DIRECTIONS[text]) in found.of(title)
    assert found.of("We listened to the pipes at night") == own
    assert found.of(results) == own
    assert found.of("We listened.") == own
    if text != "en":
        assert found.of(RESULTS[text]) == own
        assert {lang for lang, _ in found.of("Leak detection in Maputo")} == {
            text,
            "en",
        }
    assert found.of("Bruno") <= {(page, "auto"), (page, DIRECTIONS[page])}
    assert found.of("Water utility") == {(page, "auto")}
    assert found.of(world.hills.name) <= {(page, "auto")} | own
    assert found.of("© ") <= around


@pytest.mark.parametrize("page", LANGUAGES)
def test_one_switches_the_post_alone(
    client: FlaskClient, world: World, page: str
) -> None:
    posts = family(world)

    html = client.get(address_of(posts["fr"], page)).text

    assert html.partition("<html")[2].startswith(f' lang="{page}"')
    switch = html.partition('class="trans"')[2].partition("</nav>")[0]
    for code, post in posts.items():
        link = f'href="{address_of(post, page)}" lang="{code}" hreflang="{code}"'
        assert (link in switch) is (code != "fr"), code
    assert switch.count('lang="fr" dir="ltr" aria-current="true"') == 1


@pytest.mark.parametrize("text", LANGUAGES)
def test_search_engines_find_the_text_of_each_language(
    client: FlaskClient, world: World, text: str
) -> None:
    posts = family(world)

    html = client.get(address_of(posts[text], "es")).text

    found = dict(
        re.findall(r'<link rel="alternate" hreflang="(\w\w)" href="([^"]+)', html)
    )
    assert {code: address.partition("5000")[2] for code, address in found.items()} == {
        code: address_of(post, code) for code, post in posts.items()
    }


def test_a_language_without_a_text_leads_to_the_one_that_is_read(
    client: FlaskClient, world: World
) -> None:
    original = published(world)
    french = translated(world, original)

    html = client.get(address_of(french)).text

    assert (
        f'hreflang="ar" href="http://127.0.0.1:5000{address_of(french, "ar")}"' in html
    )
    assert f'hreflang="en" href="http://127.0.0.1:5000{address_of(original)}"' in html
