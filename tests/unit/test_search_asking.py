"""What is asked of search: read word by word, and explained where it cannot be."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uclg_share.database import db
from uclg_share.permissions import ANYONE
from uclg_share.search.asking import MOST_TERMS, read
from uclg_share.search.fields import known_of
from uclg_share.search.marking import marked, pattern_of
from uclg_share.search.queries import matching
from uclg_share.search.words import as_indexed, words_of

KNOWN = known_of([], [], "en")
HOSTILE = [
    *("a AND", '"', "foo(", "NEAR(a b)", "a*", "-x", "a:b", "^a", "{title}: a"),
    *("' OR 1=1", "a & | ! b", "<->", "\\'", "%s %(x)s :name", "\x00", "NOT", "--"),
    *('"" ""', "OR OR", "group:", "-group:", 'country:"', "year:٢٠٢٤", "kind:-", "()"),
    *("\u202e\u2066", "🚰", "ﷺ", "a" * 200, "é" * 200, '"a ' * 66, "-a " * 66),
    *("\ud800", "sdg:999999999999"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_asked_is_answered(app: Flask, text: str) -> None:
    with app.test_request_context("/en/search"):
        asked = read(text, {"year": [text], "kind": [text]}, KNOWN)
        rows = matching(ANYONE, asked.wanted(), ("en",))
        loose = matching(ANYONE, asked.wanted(loosely=True), ("en",))
        db.session.rollback()

    assert rows == loose == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("\"-: ()*&|!'\\"))))
def test_no_text_at_all_breaks_it(app: Flask, text: str) -> None:
    with app.test_request_context("/en/search"):
        asked = read(text, {}, KNOWN)
        matching(ANYONE, asked.wanted(), ("en",))
        marked(text, pattern_of(tuple(term.words for term in asked.sought)))
        db.session.rollback()


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("x" * 201, "keep it under 200"),
        ('"market fee', "was not closed"),
        ("kind:novel", "“kind:novel”"),
        ("year:20245", "“year:20245”"),
        (" ".join(f"word{n}" for n in range(20)), f"first {MOST_TERMS} words"),
        ("- ! ?", "no word in this"),
    ],
)
def test_what_cannot_be_read_is_explained(
    app: Flask, text: str, explained: str
) -> None:
    with app.test_request_context("/en/search"):
        problems = read(text, {}, KNOWN).problems

    assert explained in " ".join(map(str, problems))


def test_a_line_says_the_same_as_what_is_ticked(app: Flask) -> None:
    with app.test_request_context("/en/search"):
        typed = read("fees country:Peru year:2024", {}, KNOWN)
        ticked = read("fees", {"country": ["PE"], "year": ["2024"]}, KNOWN)

    assert typed.wanted() == ticked.wanted()
    assert typed.line == ticked.line == "fees"


@pytest.mark.parametrize(
    ("asked", "text", "shown"),
    [
        ("leak", "Leaks & <b>", "<mark>Leaks</mark> &amp; &lt;b&gt;"),
        ("gestion", "La Gestión", "La <mark>Gestión</mark>"),
        ("organisation", "an organization", "an <mark>organization</mark>"),
        ("market fee", "Market fees", "<mark>Market fees</mark>"),
        ("مدينة", "في المدينة", "في <mark>المدينة</mark>"),
        ("city", "cities", "<mark>cities</mark>"),
        ("art", "party", "party"),
    ],
)
def test_what_was_found_is_marked(asked: str, text: str, shown: str) -> None:
    assert marked(text, pattern_of((tuple(words_of(asked)),))) == shown


@given(st.text())
def test_the_words_of_words_are_the_same_words(text: str) -> None:
    once = as_indexed(text)

    assert all(word == word.strip() and word for word in once.split())
