"""A made vocabulary and sentences of it: few words stand everywhere, most hardly ever.

The word of rank n comes n times less often than the first (Zipf). Latin script for
three languages, whose words differ by accents alone, and Arabic. Texts are put together
from ready sentences: a million are told in minutes, and words still meet by chance.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from uclg_share.search.asking import JOINING
from uclg_share.search.words import as_indexed

ONSETS = (*"bcdfghjklmnprstvz", "br", "cl", "dr", "fl", "gr", "pl", "pr", "st", "tr")
VOWELS = (*"aeiou", "ai", "ea", "io")
CODAS = ("", "", "", *"nrltm", "nd", "st")  # codespell:ignore nd
ARABIC = "بتثجحدرزسشصطعفقكلمنهوي"
# A place is called in the script of its people.
ELSEWHERE = ("абвгдежзиклмнопрст", "αβγδεζηθικλμνοπρσ", "市村河山口東西南北中大川")
ACCENTS = {"en": ("", ""), "fr": ("ea", "éà"), "es": ("oi", "óí")}
LONGEST = 16
Make = Callable[[random.Random], str]


@dataclass(frozen=True)
class Sentence:
    """As people read it, as search compares it, and as it stands in JSON."""

    text: str
    indexed: str
    escaped: str = ""


@dataclass(frozen=True)
class Tongue:
    """The words of one language, the most frequent first, and sentences of them."""

    words: list[Sentence]
    drawn: list[int]
    sentences: list[Sentence]


def tongues(chance: random.Random, words: int, sentences: int) -> dict[str, Tongue]:
    latin = _vocabulary(chance, _latin, words)
    spelt = {code: [Sentence(_spelt(one.text, at, code), one.indexed)
                    for at, one in enumerate(latin)]
             for code in ACCENTS}  # fmt: skip
    spelt["ar"] = _vocabulary(chance, _arabic, words)
    sums = list(accumulate(1 / (rank + 1) for rank in range(words)))
    drawn = chance.choices(range(words), cum_weights=sums, k=20 * sentences)
    return {code: _tongue(chance, known, drawn, sentences)
            for code, known in spelt.items()}  # fmt: skip


def place_name(chance: random.Random) -> str:
    letters = chance.choice(ELSEWHERE)
    return "".join(chance.choices(letters, k=4)).capitalize()


def _tongue(
    chance: random.Random, words: list[Sentence], drawn: list[int], number: int
) -> Tongue:
    sentences = []
    for _ in range(number):
        length = chance.randrange(8, LONGEST)
        start = chance.randrange(len(drawn) - length)
        said = [words[at] for at in drawn[start : start + length]]
        text = " ".join(word.text for word in said)
        indexed = " ".join(word.indexed for word in said)
        text = f"{text[0].upper()}{text[1:]}."
        sentences.append(Sentence(text, indexed, json.dumps(text)[1:-1]))
    return Tongue(words, drawn, sentences)


def _vocabulary(chance: random.Random, make: Make, number: int) -> list[Sentence]:
    """Words that search tells apart, each of them one word to it; short ones first."""
    known: dict[str, str] = {}
    for word in _endless(chance, make):
        form = as_indexed(word)
        is_plain = form.isalpha() and as_indexed(form) == form
        if is_plain and form not in JOINING and form not in known:
            known[form] = word
            if len(known) == number:
                found = [Sentence(word, form) for form, word in known.items()]
                return sorted(found, key=lambda one: len(one.text))
    raise AssertionError


def _endless(chance: random.Random, make: Make) -> Iterator[str]:
    while True:
        yield make(chance)


def _latin(chance: random.Random) -> str:
    parts: list[str] = []
    for _ in range(chance.choice((2, 2, 3, 3, 4))):
        parts += [chance.choice(ONSETS), chance.choice(VOWELS)]
    return "".join([*parts, chance.choice(CODAS)])


def _arabic(chance: random.Random) -> str:
    return "".join(chance.choices(ARABIC, k=chance.randrange(4, 9)))


def _spelt(word: str, at: int, code: str) -> str:
    """Every third word has its accent: search does not see it."""
    if at % 3:
        return word
    plain, accented = ACCENTS[code]
    return word.translate(str.maketrans(plain, accented))
