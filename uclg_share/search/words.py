"""The words of a text as search compares them, in texts and questions alike.

Folded; without the apostrophes of French and the article of Arabic; with one spelling
for -ise and -ize, and one form for the plainest plurals of our languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from uclg_share.text import fold

LONGEST_WORD = 60
ELISION = re.compile(r"\b(?:[ldnsjmtc]|qu)['\u2019](?=\w)")
WORD = re.compile(r"[^\W_]+")
ARTICLE = re.compile("^(?:[وبفك]?ال|لل)(?=..)")
# In this order; a singular that looks like a plural is cut as well, so both stay equal.
ENDINGS = (
    (re.compile(r"^(\w{3,})iz(e[drs]?|ing|ations?|ers)$"), r"\1is\2"),
    (re.compile(r"eaux$"), "eau"),
    (re.compile(r"(?<=\w{3})(?<!e)aux$"), "al"),
    (re.compile(r"(?<=\w{3})(ad|ion|or|al|ar)e?s?$"), r"\1"),
    (re.compile(r"(?<=\w\w)ies?$"), "y"),
    (re.compile(r"(?<=\w)(x|ss|sh|ch)es?$"), r"\1"),
    (re.compile(r"(?<=\w\w[^su])s$"), ""),
)


def words_of(text: str) -> list[str]:
    """Every word of a text in its order, cut to what its forms share."""
    plain = ELISION.sub(" ", fold(text))
    return [stem(word[:LONGEST_WORD]) for word in WORD.findall(plain)]


def as_indexed(text: str) -> str:
    return " ".join(words_of(text))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    if not word.isascii():
        return ARTICLE.sub("", word)
    if len(word) > 3:
        for ending, shared in ENDINGS:
            word = ending.sub(shared, word)
    return word


@lru_cache(maxsize=4_000)
def mark(field: str, value: str | int) -> str:
    """What a text is, as one word of the index that no text has."""
    name = "".join(WORD.findall(fold(str(value))))[:LONGEST_WORD]
    return f"is{field}{name}"


# What every text has, for questions that only say what they do not want.
IS_POST = mark("post", "")
# Between title, place, summary, tags and body: no phrase goes from one to the next.
APART = mark("apart", "")
