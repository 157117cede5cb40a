"""How near two families of texts are, and what they have in common to say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log, sqrt

from uclg_share.places.regions import region_of
from uclg_share.posts.models import Kind, Reach
from uclg_share.posts.similar import TOO_COMMON
from uclg_share.search.words import mark, words_of

# What each thing in common is worth; of words, if all were the same.
SAME_WORDS, SAME_THEME, SAME_GOAL = 6.0, 1.5, 0.25
SAME_COUNTRY, SAME_REGION = 1.5, 0.5
SAME_GROUP, SAME_COMMITTEE = 0.75, 0.25
A_PRACTICE = 0.5
MOST_THEMES, MOST_GOALS = 3, 3
# A theme and the country, or a theme and some words; never a group alone.
THRESHOLD = 2.5
# So much of the words is worth saying.
TELLING_WORDS = 0.12
COUNTRY, REGION, GROUP = "country", "region", "group"
COMMITTEE, WORDS, THEME = "committee", "words", "theme:"
NOT_OFFERED = mark("kind", Kind.ANNOUNCEMENT.value)
# As the index has its words.
UNTELLING = TOO_COMMON | {word for one in TOO_COMMON for word in words_of(one)}
PRACTICES = {mark("kind", Kind.CASE_STUDY), mark("kind", Kind.EXPERIENCE)}


@dataclass
class Subject:
    """What is compared of one family: its words in every language, its marks."""

    family_id: int
    reach: Reach
    group_id: int | None
    marks: set[str]
    committees: set[int] = field(default_factory=set)
    # The telling words, those of the titles twice as heavy.
    words: dict[str, float] = field(default_factory=dict)

    def add_words(self, title: str, rest: str) -> None:
        for text, weight in ((title, 2.0), (rest, 1.0)):
            for word in text.split():
                if len(word) > 2 and word not in UNTELLING and not word.isdigit():
                    self.words[word] = max(weight, self.words.get(word, 0.0))

    def marks_of(self, sort: str) -> set[str]:
        begins = mark(sort, "")
        return {one for one in self.marks if one.startswith(begins)}

    @cached_property
    def regions(self) -> set[str]:
        begins = len(mark("country", ""))
        codes = {one[begins:].upper() for one in self.marks_of("country")}
        return {region_of(code) for code in codes} - {""}

    def may_name(self, other: Subject) -> bool:
        """What everybody reads names nothing that is for the members of a group."""
        if other.family_id == self.family_id or NOT_OFFERED in other.marks:
            return False
        if other.reach is Reach.PUBLIC:
            return True
        return self.reach is Reach.GROUP and self.group_id == other.group_id


@dataclass(frozen=True)
class Nearness:
    score: float
    reasons: tuple[str, ...]


def rarity(subjects: Iterable[Subject]) -> dict[str, float]:
    """A word that few of them have tells more than one that most have."""
    known = list(subjects)
    seen = Counter(word for one in known for word in one.words)
    return {word: log(1 + len(known) / number) for word, number in seen.items()}


def nearness(
    one: Subject, other: Subject, rare: Mapping[str, float], themes: Mapping[str, str]
) -> Nearness:
    """The same both ways; `themes` are slugs by mark. See `worth_of` for the kind."""
    shared = sorted(themes[m] for m in themes if m in one.marks & other.marks)
    goals = one.marks_of("sdg") & other.marks
    words = _alike(one.words, other.words, rare)
    worth: dict[str, float] = {
        THEME + slug: SAME_THEME for slug in shared[:MOST_THEMES]
    }
    if one.marks_of("country") & other.marks:
        worth[COUNTRY] = SAME_COUNTRY
    elif one.regions & other.regions:
        worth[REGION] = SAME_REGION
    if one.marks_of("group") & other.marks:
        worth[GROUP] = SAME_GROUP
    elif one.committees & other.committees:
        worth[COMMITTEE] = SAME_COMMITTEE
    if words >= TELLING_WORDS:
        worth[WORDS] = 0.0
    score = sum(worth.values()) + words * SAME_WORDS
    score += SAME_GOAL * min(len(goals), MOST_GOALS)
    return Nearness(score, tuple(worth))


def worth_of(other: Subject) -> float:
    """What was done somewhere is worth more to a reader than what is asked."""
    return A_PRACTICE * bool(PRACTICES & other.marks)


def is_near(found: Nearness) -> bool:
    """Near enough to be named, and for a reason that can be said."""
    tells = any(
        why.startswith(THEME) or why in {WORDS, COUNTRY} for why in found.reasons
    )
    return tells and found.score >= THRESHOLD


def _alike(
    mine: Mapping[str, float], theirs: Mapping[str, float], rare: Mapping[str, float]
) -> float:
    """From 0, no word in common, to 1: the same words."""
    both = mine.keys() & theirs.keys()
    if not both:
        return 0.0
    common = sum(mine[word] * theirs[word] * rare[word] ** 2 for word in both)
    return common / (_length(mine, rare) * _length(theirs, rare))


def _length(words: Mapping[str, float], rare: Mapping[str, float]) -> float:
    return sqrt(sum((weight * rare[word]) ** 2 for word, weight in words.items()))
