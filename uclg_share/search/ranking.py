"""Which of the candidates come first: our own score, over a bounded number of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from operator import itemgetter
from typing import Any

from uclg_share.database import now
from uclg_share.search.asking import Term

# In the order of a head (`entries.py`): title, place, summary, tags.
IN_HEAD = (8.0, 5.0, 3.0, 2.0)
IN_BODY = 1.0
TOGETHER_IN_TITLE = 6.0
VERIFIED = 2.0
# What is new is worth so much, half of it after two years.
NEW, HALF_DAYS = 3.0, 730
A_DAY = 86400  # seconds

Marked = list[tuple[float, Any]]


def ranked(rows: Sequence[Any], terms: list[Term]) -> Marked:
    """The best first, of equals the newer; every row has every word."""
    phrases = _phrases(terms)
    together = f" {' '.join(phrase.strip() for phrase in phrases)} "
    is_many, marked = len(phrases) > 1, []
    for row, standing in zip(rows, _standings(rows), strict=True):
        score, head = standing, f" {row.head} "
        for phrase in phrases:
            score += _worth(head, phrase) or IN_BODY
        if is_many and _worth(head, together) == IN_HEAD[0]:
            score += TOGETHER_IN_TITLE
        marked.append((round(score, 6), row))
    return _in_order(marked)


def ranked_loosely(rows: Sequence[Any], terms: list[Term]) -> Marked:
    """Rows that have some of the words, with all of theirs: a word that few of them
    have tells more than one that stands in most."""
    phrases = _phrases(terms)
    has = [[phrase in f" {row.words} " for phrase in phrases] for row in rows]
    tells = [
        log(1 + len(rows) / (1 + sum(column))) for column in zip(*has, strict=True)
    ]
    marked = []
    for row, found, standing in zip(rows, has, _standings(rows), strict=True):
        score, head = standing / 2, f" {row.head} "
        for phrase, is_in, weight in zip(phrases, found, tells, strict=True):
            score += weight * (_worth(head, phrase) + 4 * is_in)
        marked.append((round(score, 6), row))
    return _in_order(marked)


def _phrases(terms: list[Term]) -> list[str]:
    return [f" {' '.join(term.words)} " for term in terms]


def _standings(rows: Sequence[Any]) -> Iterator[float]:
    """What each is worth whatever is asked, today."""
    today = int(now().timestamp()) // A_DAY
    fresh: dict[int, float] = {}
    for row in rows:
        day = (row.number >> 20) // A_DAY
        if day not in fresh:
            fresh[day] = NEW * 0.5 ** (max(0, today - day) / HALF_DAYS)
        yield fresh[day] + VERIFIED if row.verified_at else fresh[day]


def _worth(head: str, phrase: str) -> float:
    """Where it stands first is where it is worth most."""
    at = head.find(phrase)
    return 0.0 if at < 0 else IN_HEAD[head.count("|", 0, at)]


def _in_order(marked: Marked) -> Marked:
    """They come newest first, and so do equals."""
    return sorted(marked, key=itemgetter(0), reverse=True)
