"""References in BibTeX and RIS: whatever a title holds, its reader gets it back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from uclg_share.taking.citations import (
    MONTHS,
    SPECIAL,
    Reference,
    bibtex,
    ris,
    sentence,
)
from uclg_share.text import clean_line

ONE = Reference(
    number=7,
    authors=("Association of Hills & Dales, Ltd", "Ville de Sfax"),
    title="Water",
    summary="We listened.",
    kind="Case study",
    language="fr",
    published=date(2026, 11, 3),
    address="http://localhost/en/posts/7",
    licence="CC BY 4.0",
    deed="https://creativecommons.org/licenses/by/4.0/",
    themes=("Training", "Digital"),
)
HOSTILE = [
    "100 % of } and { in {one} $line$ #1 a_b ~ ^ \\",
    "} , author = {Somebody else",
    "ER  - \r\nTY  - BOOK",
    "@book{x, title={y}}",
    "مياه المدينة «والآبار»",
    '"quoted" \\textbackslash{} \\% \\{',
]
words = st.text(max_size=60) | st.text(alphabet='\\{}%$#&_~^"@,= \n\rab', max_size=30)
plain = {escaped: sign for sign, escaped in SPECIAL.items()}
ESCAPED = re.compile("|".join(map(re.escape, sorted(plain, key=len, reverse=True))))


def read_bibtex(text: str) -> dict[str, str]:
    """As BibTeX does: a value ends where its braces are closed, whatever it holds."""
    fields: dict[str, str] = {}
    at = text.index(",")
    while found := re.compile(r"[,\s]*([a-z]+) = ").match(text, at):
        start = at = found.end()
        depth = 0
        while depth or text[at] not in ",\n":
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            assert depth >= 0
            at += 1
        fields[found[1]] = text[start:at]
    assert text[at:].strip(", \n") == "}"
    return fields


def unescaped(value: str) -> str:
    return ESCAPED.sub(lambda found: plain[found[0]], value)


@given(words, words)
@example(HOSTILE[0], HOSTILE[1])
@example(HOSTILE[2], HOSTILE[3])
@example(HOSTILE[4], HOSTILE[5])
def test_bibtex_gives_every_title_and_author_back(title: str, author: str) -> None:
    text = bibtex(replace(ONE, title=title, authors=(author, "B"), summary=title))

    fields = read_bibtex(text)

    assert unescaped(fields["title"][2:-2]) == clean_line(title)
    assert unescaped(fields["author"]) == f"{{{{{clean_line(author)}}} and {{B}}}}"
    assert fields["year"] == "{2026}"


@given(words, words)
@example(HOSTILE[2], HOSTILE[4])
def test_ris_has_one_line_for_each_value(title: str, author: str) -> None:
    text = ris(replace(ONE, title=title, authors=(author,)))

    lines = text.split("\r\n")
    pairs = [line.partition("  - ")[::2] for line in lines]

    assert [tag for tag, _ in pairs].count("ER") == 1
    assert pairs[0] == ("TY", "ELEC")
    assert pairs[-2:] == [("ER", ""), ("", "")]
    assert dict(pairs)["TI"] == clean_line(title)
    assert dict(pairs)["AU"] == clean_line(author)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_reference_says_when_where_and_under_which_licence(month: int) -> None:
    one = replace(ONE, published=date(2026, month, 3))

    assert f"month = {MONTHS[month - 1]}," in bibtex(one)
    assert "langid = {french}" in bibtex(one)
    assert f"DA  - 2026/{month:02}/03/\r\n" in ris(one)
    assert "KW  - Training\r\nKW  - Digital\r\n" in ris(one)
    assert "doi" not in (bibtex(one) + ris(one)).lower()
    assert sentence(one) == (
        "Association of Hills & Dales, Ltd; Ville de Sfax (2026). Water. UCLG Share."
        " http://localhost/en/posts/7"
    )
