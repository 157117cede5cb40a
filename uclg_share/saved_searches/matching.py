"""Which saved searches a text answers: asked of the text, not of the searches.

Each search is kept under one word, or a few, without which no text answers it: the
rarest by the look of it. A new text has a few thousand words; the searches under these
are read and compared, and no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from uclg_share.database import db
from uclg_share.saved_searches.models import SavedSearchWord
from uclg_share.search.asking import Wanted
from uclg_share.search.fields import FIELDS
from uclg_share.search.words import APART, IS_POST

# Fewer than a statement may carry.
WORDS_AT_ONCE = 2000
MARK = re.compile(rf"is(?:post$|{'|'.join(FIELDS)})")


class Text:
    """The words of a text as the index has them, to look phrases up in."""

    def __init__(self, words: str) -> None:
        self._whole = f" {words} "
        self.words = sorted({*words.split()} - {APART})

    def answers(self, wanted: dict[str, Any]) -> bool:
        return all(any(map(self._has, some)) for some in wanted["all"]) and not any(
            map(self._has, wanted["none"])
        )

    def _has(self, phrase: Iterable[str]) -> bool:
        return f" {' '.join(phrase)} " in self._whole


def as_kept(wanted: Wanted) -> dict[str, Any]:
    return {"all": wanted.all, "none": wanted.none}


def words_to_keep(wanted: Wanted) -> set[str]:
    """One word of each phrase of which a text must have one."""
    ways = [[max(phrase, key=_telling) for phrase in some] for some in wanted.all]
    best = max(ways, key=lambda words: min(map(_telling, words)))
    return set(best) or {IS_POST}


def candidates(words: list[str], after: int, number: int) -> list[int]:
    """The first searches after one of them that such a text may answer."""
    found: set[int] = set()
    for start in range(0, len(words), WORDS_AT_ONCE):
        some = words[start : start + WORDS_AT_ONCE]
        ids = (
            select(SavedSearchWord.search_id)
            .where(SavedSearchWord.word.in_(some), SavedSearchWord.search_id > after)
            .group_by(SavedSearchWord.search_id)
            .order_by(SavedSearchWord.search_id)
            .limit(number)
        )
        found.update(db.session.scalars(ids))
    return sorted(found)[:number]


def _telling(word: str) -> tuple[bool, int]:
    """Long words are in few texts; what a text is, is said of many."""
    return not MARK.match(word), len(word)
