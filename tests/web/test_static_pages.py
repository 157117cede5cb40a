"""What the site says about itself: complete in four languages, sound, and true."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.world import World, sign_in
from uclg_share.i18n import LANGUAGES, direction_of
from uclg_share.pages.texts import FOLDER, HEADING, read

pytestmark = pytest.mark.once

NAMES = sorted(path.stem for path in (FOLDER / "en").glob("*.md"))
OTHERS = [code for code in LANGUAGES if code != "en"]
LINK = re.compile(r"\]\((/[^)]*)\)")
TAG = re.compile(r"<(h[1-6])\b")

every_page = pytest.mark.parametrize("name", NAMES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def address(name: str, language: str) -> str:
    return f"/{language}/{name.replace('_', '-')}"


def paragraphs(name: str, language: str) -> list[str]:
    """The lines of a text that hold words, without its head."""
    head, body = read(name, language)
    body = re.sub(r" \{#[a-z-]+\}", "", body)
    return [head["title"], head["summary"], *filter(None, body.splitlines())]


def test_every_text_exists_in_every_language() -> None:
    found = {
        code: sorted(path.stem for path in (FOLDER / code).glob("*.md"))
        for code in LANGUAGES
    }

    assert found == dict.fromkeys(LANGUAGES, NAMES)
    assert len(NAMES) == 9


@every_page
@every_language
def test_a_page_has_its_language_and_one_heading(
    client: FlaskClient, name: str, language: str
) -> None:
    answer = client.get(address(name, language))

    assert answer.status_code == 200
    direction = direction_of(language)
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    main = answer.text.split("<main")[1].split("</main>")[0]
    levels = [int(tag[1]) for tag in TAG.findall(main)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


@every_page
@every_language
def test_a_page_lists_what_is_on_it_and_when_it_changed(
    client: FlaskClient, name: str, language: str
) -> None:
    page = client.get(address(name, language)).text

    anchors = re.findall(r'<h2 id="([\w-]+)" tabindex="-1">', page)
    contents = page.split('class="toc"')[1].split("</nav>")[0]
    assert re.findall(r'href="#([\w-]+)"', contents) == anchors
    assert '<time datetime="2026-11-26">' in page


@every_page
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_every_part_of_the_english_text(
    name: str, language: str
) -> None:
    def shape(code: str) -> list[str]:
        anchors = [found[1] for found in HEADING.findall(read(name, code)[1])]
        starts = [re.match(r"#+|[->|]|\d\.|", x) for x in paragraphs(name, code)]
        return [*anchors, *(found[0] for found in starts if found)]

    assert shape(language) == shape("en")


@every_page
@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(name: str, language: str) -> None:
    english = paragraphs(name, "en")

    same = [line for line in paragraphs(name, language) if line in english]

    # The name of a licence is the same everywhere; two words of a sentence are not.
    assert [line for line in same if len(re.findall(r"[a-z]{3,}", line)) > 1] == []


@every_page
def test_arabic_is_written_in_arabic_letters(name: str) -> None:
    for line in paragraphs(name, "ar"):
        words = re.sub(r"\(\S*\)|`[^`]*`|\{[^}]*\}|UCLG Share", "", line)
        arabic = len(re.findall(r"[\u0621-\u064a]", words))
        latin = len(re.findall(r"[A-Za-z]", words))
        assert arabic >= latin or "CC BY" in line, line


@every_page
@every_language
def test_links_lead_to_pages_that_are_there(
    client: FlaskClient, world: World, name: str, language: str
) -> None:
    sign_in(client, world.amina)

    for link in LINK.findall(read(name, language)[1]):
        parts = urlsplit(link)
        answer = client.get(parts.path, follow_redirects=True)
        assert link.startswith((f"/{language}/", "/api/"))
        assert answer.status_code == 200, link
        assert not parts.fragment or f'id="{parts.fragment}"' in answer.text, link


@every_page
def test_every_page_is_in_the_footer(client: FlaskClient, name: str) -> None:
    footer = client.get("/en/").text.split('<footer class="foot">')[1]

    assert f'href="{address(name, "en")}"' in footer


@every_language
def test_help_says_whom_to_write_to(client: FlaskClient, language: str) -> None:
    page = client.get(f"/{language}/help").text

    settings = client.application.config["SETTINGS"]
    contact = settings.mail_from.partition("<")[2].rstrip(">")
    assert f'href="mailto:{contact}"' in page
    assert page.count("<h2 id=") == 11  # ten questions, and how to reach somebody


def test_our_own_links_are_ones_we_stand_behind(client: FlaskClient) -> None:
    main = client.get("/en/licences").text.split("<main")[1].split("</main>")[0]

    assert "creativecommons.org" in main
    assert "nofollow" not in main


@every_language
def test_arabic_keeps_latin_words_in_their_direction(
    client: FlaskClient, language: str
) -> None:
    page = client.get(f"/{language}/feeds").text

    isolated = '<bdi dir="ltr"><code>?kind=case_study</code></bdi>' in page
    assert isolated is (language == "ar")
    assert "&<bdi" not in page
