"""Whatever somebody writes, a page shows it to others without harm."""

import json
from pathlib import Path

import pytest

from tests.harmless import dangers
from tests.hostile_markdown import VECTORS
from uclg_share.markup import plain, render

PUBLIC = Path(__file__).parents[3] / "shared" / "hostile" / "markdown_public.jsonl"

# A vector may act in one place only: each is tried wherever Markdown takes text.
PLACES = [
    "{}",
    "> {}",
    "* {}",
    "# {}",
    "`{}`",
    "```{}\nx\n```",
    "[x]({})",
    "[x](<{}>)",
    '[x](/a "{}")',
    "[{}](/a)",
    "![x]({})",
    "![{}](/media/a.jpg)",
    "[a]: {}\n\n[a]",
    "<{}>",
    "<https://a.example/{}>",
    "<me@{}>",
    "| a | b |\n|---|---|\n| {} | b |",
    "x[^1]\n\n[^1]: {}",
    "x[^{0}]\n\n[^{0}]: y",
    '!!! note "{0}"\n    {0}',
]


def harm_of(vector: str) -> dict[str, list[str]]:
    pages = {place: render(place.format(vector)) for place in PLACES}
    return {place: found for place, page in pages.items() if (found := dangers(page))}


@pytest.mark.parametrize("vector", VECTORS)
def test_a_hostile_text_is_harmless_in_every_place(vector: str) -> None:
    assert harm_of(vector) == {}


def test_every_published_attack_is_harmless_in_every_place() -> None:
    if not PUBLIC.exists():
        pytest.skip(f"The published attacks are not here: {PUBLIC}")
    lines = PUBLIC.read_text(encoding="utf-8").splitlines()
    attacks = [json.loads(line) for line in lines]

    harm = {each["id"]: harm_of(each["vector"]) for each in attacks}

    assert len(attacks) > 400
    assert {name: found for name, found in harm.items() if found} == {}


@pytest.mark.parametrize(
    "page",
    [
        "<script>x</script>",
        "<p onclick=x>x</p>",
        "<p style='color:red'>x</p>",
        "<a href='javascript:x'>x</a>",
        "<a href='java&#10;script:x'>x</a>",
        "<a href='javascript%3ax'>x</a>",
        "<a href='//evil.example'>x</a>",
        "<img src='https://evil.example/x.gif'>",
        "<img src='data:x'>",
        "<li id='csrf_token'>x</li>",
        "<div class='flash-error'>x</div>",
        "<!-- x -->",
        "<?x?>",
        "<p>x",
        "x</div>",
        "<p>\x08</p>",
    ],
)
def test_the_reader_of_these_tests_sees_each_kind_of_harm(page: str) -> None:
    assert dangers(page)


def test_html_in_a_text_is_shown_as_text() -> None:
    page = render("<b onclick=x>bold</b> <!-- note --> <script>")

    assert page == (
        "<p>&lt;b onclick=x&gt;bold&lt;/b&gt; &lt;!-- note --&gt; &lt;script&gt;</p>"
    )


def test_a_refused_address_leaves_its_words() -> None:
    assert render("[read this](javascript:alert(1))") == "<p>read this</p>"


def test_a_picture_from_elsewhere_becomes_a_link() -> None:
    page = render("![a map](https://elsewhere.example/map.png)")

    assert "<img" not in page
    assert 'href="https://elsewhere.example/map.png"' in page
    assert ">a map</a>" in page


def test_every_link_tells_search_engines_that_a_member_wrote_it() -> None:
    assert 'rel="nofollow ugc noopener"' in render("[x](https://example.org)")


@pytest.mark.parametrize("vector", VECTORS)
def test_the_words_of_a_hostile_page_hold_no_control_character(vector: str) -> None:
    words = plain(render(vector))

    assert all(char.isprintable() or not char.isascii() for char in words)
    assert "\u202e" not in words
