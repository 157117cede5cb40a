"""Which of the candidates come first: our own score, over a bounded number of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from uclg_share.database import now
from uclg_share.search.asking import Term

IN_TITLE, IN_PLACE, IN_SUMMARY, IN_TAGS, IN_BODY = 8.0, 5.0, 3.0, 2.0, 1.0
TOGETHER_IN_TITLE = 6.0
VERIFIED = 2.0
# What is new is worth so much, half of it after two years.
NEW, HALF_DAYS = 3.0, 730


def ranked(rows: Iterable[Any], terms: list[Term]) -> list[tuple[float, Any]]:
    """The best first, of equals the newer."""
    today = int(now().timestamp()) // 86400
    marked = [(_score(row, terms, today), row) for row in rows]
    return sorted(marked, key=lambda pair: (-pair[0], -pair[1].number))


def _score(row: Any, terms: list[Term], today: int) -> float:
    age = max(0, today - (row.number >> 20) // 86400)
    score: float = NEW * 0.5 ** (age / HALF_DAYS) + VERIFIED * bool(row.verified_at)
    title = f" {row.title} "
    places = (
        (IN_TITLE, title),
        (IN_PLACE, f" {row.place} "),
        (IN_SUMMARY, f" {row.summary} "),
        (IN_TAGS, f" {row.tags} "),
    )
    phrases = [f" {' '.join(term.words)} " for term in terms]
    for phrase in phrases:
        score += next((worth for worth, text in places if phrase in text), IN_BODY)
    if len(phrases) > 1 and f" {' '.join(p.strip() for p in phrases)} " in title:
        score += TOGETHER_IN_TITLE
    return round(score, 6)
