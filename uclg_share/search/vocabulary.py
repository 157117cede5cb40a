"""The words of titles and places: what completes a word that is typed, or corrects it.

Only what everybody may read is suggested; the work is bounded by the number of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from sqlalchemy import delete, func, insert, literal, select
from sqlalchemy.orm import aliased

from uclg_share.database import db
from uclg_share.posts.models import Post, Reach
from uclg_share.search.asking import JOINING, LONGEST_QUERY, Asked
from uclg_share.search.models import SearchEntry, SearchWord
from uclg_share.search.words import WORD
from uclg_share.text import fold

SHORTEST, LONGEST = 3, 40
SHOWN = 8
# So many words of one beginning are looked at, and so many posts of each counted.
MOST_WORDS, MOST_POSTS = 120, 20
ALIKE = 0.75
MOST_TERMS = 3
LAST = "\U0010ffff"
Use = aliased(SearchWord)


def keep_words(post: Post) -> None:
    forget_words(post)
    known = dict(_words_of(f"{post.title} {post.place or ''}"))
    lines = [
        {"word": word, "post_id": post.id, "shown": shown}
        for word, shown in known.items()
    ]
    if lines:
        db.session.execute(insert(SearchWord), lines)


def forget_words(post: Post) -> None:
    db.session.execute(delete(SearchWord).where(SearchWord.post_id == post.id))


def completed(text: str) -> list[str]:
    """What was typed with its last word written out, the most frequent first."""
    typed = WORD.findall(text[:LONGEST_QUERY])
    begun = fold(typed[-1]) if typed and text.endswith(typed[-1]) else ""
    if len(begun) < 2:
        return []
    before = text[: len(text) - len(typed[-1])]
    found = sorted(_beginning(begun), key=lambda row: (-row.uses, row.word))
    return [f"{before}{row.shown}" for row in found[:SHOWN]]


def corrected(asked: Asked) -> str:
    """The line with the nearest words that are known; nothing if it stays the same."""
    line = asked.line
    for term in asked.sought[:MOST_TERMS]:
        said = fold(term.raw)
        if len(said) < SHORTEST or not WORD.fullmatch(said):
            continue
        known = {row.word: row.shown for row in _beginning(said[:2])}
        near = get_close_matches(said, known, n=1, cutoff=ALIKE)
        if near and near[0] != said:
            line = line.replace(term.raw, known[near[0]], 1)
    return line if line != asked.line else ""


def _beginning(begun: str) -> list[Any]:
    """Of each word once: the index is walked from one word to the next."""
    last = begun + LAST
    first = select(func.min(SearchWord.word).label("word"))
    steps = first.where(SearchWord.word >= begun, SearchWord.word < last).cte(
        "steps", recursive=True
    )
    following = select(func.min(SearchWord.word)).where(
        SearchWord.word > steps.c.word, SearchWord.word < last
    )
    steps = steps.union_all(
        select(following.scalar_subquery()).where(steps.c.word.is_not(None))
    )
    public = (
        select(Use.shown)
        .join(SearchEntry, SearchEntry.post_id == Use.post_id)
        .where(Use.word == steps.c.word, SearchEntry.reach == Reach.PUBLIC)
        .correlate(steps)
    )
    some = public.limit(MOST_POSTS).subquery()
    uses = select(func.sum(literal(1))).select_from(some).scalar_subquery()
    shown = public.limit(1).scalar_subquery()
    columns = (steps.c.word, shown.label("shown"), uses.label("uses"))
    walked = select(*columns).where(steps.c.word.is_not(None)).limit(MOST_WORDS)
    return [row for row in db.session.execute(walked).all() if row.uses]


def _words_of(text: str) -> Iterable[tuple[str, str]]:
    for shown in WORD.findall(text):
        word = fold(shown)
        telling = word not in JOINING and not word.isdigit() and " " not in word
        if telling and SHORTEST <= len(word) <= LONGEST and len(shown) <= LONGEST:
            yield word, shown
