"""Markdown as members write it stands on the page as they mean it."""

import inspect
import re
from pathlib import Path

import pytest

from tests.benign_markdown import SNIPPETS
from tests.harmless import dangers
from uclg_share.markup import LONGEST, REASONS, Refusal, Unreadable, plain, render


@pytest.mark.parametrize("name", SNIPPETS)
def test_what_members_write_stands_on_the_page(name: str) -> None:
    text, expected = SNIPPETS[name]

    page = render(text)

    assert [part for part in expected if part not in page] == []
    assert dangers(page) == []


def ids(page: str) -> list[str]:
    return re.findall(r' id="([^"]+)"', page)


def test_five_sections_on_one_page_never_share_an_id() -> None:
    text = "# Plan\n\nOne[^1], two[^a b], again[^1] [plan](#plan)\n\n[^1]: x\n[^a b]: y"

    all_ids = [each for _ in range(5) for each in ids(render(text))]

    assert len(all_ids) == 5 * 6
    assert len(set(all_ids)) == len(all_ids)


def test_every_link_within_a_text_arrives() -> None:
    page = render("# Été à Fès\n\na[^1] b[^1] [up](#été-à-fès)\n\n[^1]: x")

    targets = re.findall(r'href="#([^"]+)"', page)

    assert len(targets) == 5
    assert set(targets) <= set(ids(page))


@pytest.mark.parametrize(
    "text", ["[x](#nowhere)", "[x](#)", "[x](#main)", "[x](#None)", "[x]()"]
)
def test_a_link_to_nowhere_is_no_link(text: str) -> None:
    assert render(text) == "<p>x</p>"


def test_a_note_that_nothing_refers_to_has_no_way_back() -> None:
    page = render("Text\n\n[^1]: Alone")

    assert "Alone" in page
    assert "href" not in page


def test_notes_written_below_a_note_are_notes() -> None:
    page = render("a[^1] b[^2]\n\n[^1]: one\n    [^2]: two")

    assert page.count("footnote-backref") == 2


def test_a_note_inside_a_quotation_in_a_note_stays_text() -> None:
    page = render("a[^1]\n\n[^1]: > [^2]: two")

    assert "two" in page


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b\n\n### c", "345"),
        ("### a\n\n#### b", "34"),
        ("# a\n\n#### b\n\n## c", "344"),
        ("## a\n\n# b\n\n## c", "334"),
        ("\n\n".join(f"{'#' * level} a" for level in range(1, 7)), "345666"),
        ("#\n\n# a", "3"),
    ],
)
def test_headings_follow_those_of_the_page_without_a_gap(
    text: str, levels: str
) -> None:
    assert "".join(re.findall(r"<h(\d)>", render(text))) == levels


def test_an_empty_head_of_a_table_is_an_ordinary_cell() -> None:
    assert "<td></td>\n<th scope" in render("|  | a |\n|--|--|\n| b | c |")


def test_a_link_without_words_shows_its_address() -> None:
    assert ">https://uclg.org</a>" in render("[](https://uclg.org)")


def test_a_picture_inside_a_link_leaves_its_words() -> None:
    page = render("[![logo](https://a.org/l.png)](https://a.org)")

    assert page.startswith('<p><a href="https://a.org"')
    assert page.endswith(">logo</a></p>")


def test_nothing_makes_nothing() -> None:
    assert render("") == ""
    assert render(" \n\t\n") == ""


def test_the_longest_text_is_accepted_and_one_letter_more_refused() -> None:
    words = ("Water for all. " * 5_000)[: LONGEST - 1] + "."

    assert len(plain(render(words))) >= LONGEST - 1
    with pytest.raises(ValueError, match="longer than 60,000 characters") as caught:
        render(words + "x")
    assert isinstance(caught.value, Unreadable)
    assert caught.value.refusal is Refusal.TOO_LONG


def test_every_refusal_has_words_for_its_author() -> None:
    assert set(REASONS) == set(Refusal)
    for refusal, words in REASONS.items():
        assert str(Unreadable(refusal)) == words
        assert re.fullmatch(r"[A-Z][^!]+\.", words)


def test_the_door_knows_nothing_of_the_web() -> None:
    files = list(Path(inspect.getfile(render)).parent.glob("*.py"))

    assert len(files) > 5
    assert [file.name for file in files if "flask" in file.read_text("utf-8")] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Title\n\nOne *two*.", "Title One two."),
        ("a**b**c", "abc"),
        ("* one\n* two", "one two"),
        ("| a | b |\n|--|--|\n| c | d |", "a b c d"),
        ("Fell.[^1]\n\n[^1]: Budget", "Fell. Budget"),
        ("one  \ntwo", "one two"),
        ("a < b & c", "a < b & c"),
        ("`<b>`", "<b>"),
        ("![a market](/media/a.jpg) in Fez", "a market in Fez"),
        ("[x](https://a.org)", "x"),
        ("البلديات **والمدن**", "البلديات والمدن"),
    ],
)
def test_a_page_can_be_read_as_plain_words(text: str, words: str) -> None:
    assert plain(render(text)) == words


@pytest.mark.parametrize("text", ["a < b > c", "I <3 it", "x <y@z.org>", "", "1 & 2"])
def test_a_plain_text_is_its_own_plain_words(text: str) -> None:
    assert plain(text) == text
