"""Plain texts: what is kept, what is seen, what search and addresses make of them."""

import sys
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uclg_share.text import (
    BIDI_CONTROLS,
    clean_line,
    clean_text,
    fold,
    is_blank,
    slugify,
    without_illegal,
)

TOWERS = [
    "a" + "\u0301\u0316" * 30_000,
    "a" + "\u0316" * 30_000 + "\u0301" * 30_000,
    "\u0f73" * 60_000,
]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  a title  ", "a title"),
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        ("a\x00b\x1b[31m\x7f\x9b", "ab[31m"),
        ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066a\u2069\u200e\u200f\u061c", "a"),
        ("a\ud800b\udfff", "ab"),
        ("a\ufffe\uffff\ufdd0\U0001ffffb\ufeff", "ab"),
        ("<b>bold</b> & more", "<b>bold</b> & more"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🌾", "👩\u200d🌾"),
    ],
)
def test_a_plain_text_is_kept_without_what_hides_in_it(written: str, kept: str) -> None:
    assert clean_text(written) == kept


def test_a_title_is_one_line() -> None:
    assert clean_line(" Water\n for\tall \u2028 now") == "Water for all now"


@given(st.text(st.characters(codec=None)))
def test_a_kept_text_is_never_changed_again(written: str) -> None:
    kept = clean_text(written)

    assert clean_text(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)
    assert not BIDI_CONTROLS & set(kept)
    kept.encode()


@given(st.text(st.characters(codec=None)))
def test_what_is_illegal_in_a_feed_is_gone(written: str) -> None:
    for char in without_illegal(written):
        code = ord(char)
        assert code in (9, 10) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000
        assert code & 0xFFFE != 0xFFFE


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "\u200b\u200d\u2060",
        "\u3164",
        "\u115f\uffa0",
        "\u2800",
        "\u00ad",
        "\u00a0\u3000",
        "\ufe0f",
        "\u0301",
        "\U000e0041",
        "\u202e\u202c",
    ],
)
def test_a_text_that_shows_nothing_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "م", "水", "7", "?", "€", "🌍", " \u200bx"])
def test_a_text_that_shows_something_is_not_blank(text: str) -> None:
    assert not is_blank(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Urban agriculture in Rosario", "urban-agriculture-in-rosario"),
        ("L'économie sociale à Liège", "l-economie-sociale-a-liege"),
        ("Niñez: ¿qué hacer?", "ninez-que-hacer"),
        ("Łódź & Straße, œuvre", "lodz-strasse-oeuvre"),
        ("إدارةُ المياه ـــ في الرباط", "إدارة-المياه-في-الرباط"),
        ("Бюджет и йод", "бюджет-и-йод"),
        ("水资源管理", "水资源管理"),
        ("\uff26\uff35\uff2c\uff2c width ½", "full-width-1-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u202eb\u200bc", "abc"),
        ("100 % water", "100-water"),
        ("!!! ???", ""),
        ("🌍", ""),
    ],
)
def test_an_address_is_readable_in_its_own_script(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_long_title_ends_with_a_whole_word_in_its_address() -> None:
    slug = slugify("municipal cooperation " * 10)

    assert len(slug) <= 80
    assert slug.endswith("-cooperation-municipal")
    assert slugify("x" * 500) == "x" * 80


@given(st.text())
def test_an_address_keeps_to_letters_digits_and_hyphens(title: str) -> None:
    slug = slugify(title)

    assert len(slug) <= 80
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert all(char == "-" or unicodedata.category(char)[0] in "LNM" for char in slug)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إدارة", "ادارة"),
        ("مدينة", "مدينه"),
        ("مستشفى", "مستشفي"),
        ("مُدُن", "مدن"),
        ("ميـــاه", "مياه"),
        ("٢٠٢٤", "2024"),
        ("Gestión", "gestion"),
        ("água", "AGUA"),
        ("Łódź", "lodz"),
        ("STRASSE", "Straße"),
        ("œuvre", "oeuvre"),
        ("\uff37\uff41\uff54\uff45\uff52", "water"),
        ("co\u00adoperation", "cooperation"),
        ("水资源", "水 资 源"),
        ("two  words\n", "two words"),
    ],
)
def test_spellings_of_one_word_are_found_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("йод", "иод?"), ("मे", "म"), ("س", "ش")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_part_of_a_chinese_word_is_found_in_the_whole() -> None:
    assert fold("水资源") in fold("城市水资源管理")


@pytest.mark.parametrize("tower", TOWERS, ids=["mixed", "sorted", "hidden"])
@pytest.mark.parametrize("act", [clean_text, fold, slugify, is_blank])
def test_towers_of_marks_cost_no_time(act: object, tower: str) -> None:
    assert callable(act)
    started = time.process_time()

    act(tower)

    assert time.process_time() - started < 1


def test_every_character_is_kept_or_goes_whatever_stands_beside_it() -> None:
    every = [chr(point) for point in range(sys.maxunicode + 1)]

    alone = "".join(without_illegal(one) for one in every if one != "\r")

    assert alone == without_illegal("".join(every).replace("\r", ""))
