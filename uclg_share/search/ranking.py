"""Which of the candidates come first: our own score, over a bounded number of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log
from typing import Any

from uclg_share.database import now
from uclg_share.search.asking import Term

IN_TITLE, IN_PLACE, IN_SUMMARY, IN_TAGS, IN_BODY = 8.0, 5.0, 3.0, 2.0, 1.0
TOGETHER_IN_TITLE = 6.0
VERIFIED = 2.0
# What is new is worth so much, half of it after two years.
NEW, HALF_DAYS = 3.0, 730

Marked = list[tuple[float, Any]]
Places = tuple[str, str, str, str]


def ranked(rows: Sequence[Any], terms: list[Term]) -> Marked:
    """The best first, of equals the newer; every row has every word."""
    phrases = _phrases(terms)
    together = f" {' '.join(phrase.strip() for phrase in phrases)} "
    standing, marked = _standing(), []
    for row in rows:
        score, places = standing(row), _places(row)
        for phrase in phrases:
            score += _worth(places, phrase) or IN_BODY
        if len(phrases) > 1 and together in places[0]:
            score += TOGETHER_IN_TITLE
        marked.append((round(score, 6), row))
    return _in_order(marked)


def ranked_loosely(rows: Sequence[Any], terms: list[Term]) -> Marked:
    """Rows that have some of the words, with their bodies: a word that few of them have
    tells more than one that stands in most."""
    phrases = _phrases(terms)
    has = [[phrase in f" {row.body} " for phrase in phrases] for row in rows]
    tells = [
        log(1 + len(rows) / (1 + sum(column))) for column in zip(*has, strict=True)
    ]
    standing, marked = _standing(), []
    for row, found in zip(rows, has, strict=True):
        places, score = _places(row), standing(row) / 2
        for phrase, is_in, weight in zip(phrases, found, tells, strict=True):
            score += weight * (_worth(places, phrase) + 4 * is_in)
        marked.append((round(score, 6), row))
    return _in_order(marked)


def _phrases(terms: list[Term]) -> list[str]:
    return [f" {' '.join(term.words)} " for term in terms]


def _standing() -> Callable[[Any], float]:
    """What a text is worth whatever is asked, today."""
    today = int(now().timestamp()) // 86400
    fresh: dict[int, float] = {}

    def standing(row: Any) -> float:
        day = (row.number >> 20) // 86400
        worth = fresh.get(day)
        if worth is None:
            worth = fresh[day] = NEW * 0.5 ** (max(0, today - day) / HALF_DAYS)
        return worth + VERIFIED if row.verified_at else worth

    return standing


def _places(row: Any) -> Places:
    """Where a phrase may stand: title, place, summary, tags."""
    return f" {row.title} ", f" {row.place} ", f" {row.summary} ", f" {row.tags} "


def _worth(places: Places, phrase: str) -> float:
    title, place, summary, tags = places
    if phrase in title:
        return IN_TITLE
    if phrase in place:
        return IN_PLACE
    if phrase in summary:
        return IN_SUMMARY
    return IN_TAGS if phrase in tags else 0.0


def _in_order(marked: Marked) -> Marked:
    return sorted(marked, key=lambda pair: (-pair[0], -pair[1].number))
