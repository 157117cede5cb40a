"""Writing the index: in the transaction of the act that shows a text or hides it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, insert, select, update
from sqlalchemy.orm import aliased, undefer

from uclg_share.database import db
from uclg_share.posts.models import Post, Reach
from uclg_share.search.entries import BETWEEN, spellings_known, told_of
from uclg_share.search.models import IndexForm, SearchEntry, SearchText, SearchWord
from uclg_share.search.vocabulary import forget_words, keep_words

AT_ONCE = 200
# Raised with every change of what the words of an entry are: the worker then writes
# the index anew.
FORM = 3


def keep_found(*posts: Post) -> None:
    """Let search find what readers see of these posts now, or nothing of one that is in
    no list."""
    db.session.flush()
    spellings = spellings_known()
    for post in posts:
        at = post.published_at
        if at is None or post.reach is Reach.HIDDEN or not post.is_current:
            forget(post)
        else:
            _write(post, at, spellings)


def forget(post: Post) -> None:
    """Take a text out of the index."""
    number = _known_number(post)
    if number is not None:
        db.session.execute(delete(SearchText).where(SearchText.number == number))
        db.session.execute(delete(SearchEntry).where(SearchEntry.number == number))
        _see_who_is_alone(post)
    forget_words(post)


def forget_everything() -> None:
    for table in (SearchText, SearchEntry, SearchWord):
        db.session.execute(delete(table))


def follow_reach(led: Select[Any], reach: Reach) -> None:
    """Everything a group leads has another reach; the words stay."""
    lines = update(SearchEntry).where(SearchEntry.post_id.in_(led))
    db.session.execute(lines.values(reach=reach))


def is_empty() -> bool:
    return db.session.scalar(select(SearchEntry.number).limit(1)) is None


def is_of_this_form() -> bool:
    kept = db.session.get(IndexForm, 1)
    return kept is not None and kept.number == FORM


def keep_form() -> None:
    """All of it is written as this version of the program writes it."""
    db.session.merge(IndexForm(id=1, number=FORM))


def reindex() -> int:
    """Write the whole index anew; how many texts it holds."""
    keep_form()
    forget_everything()
    spellings = spellings_known()
    found = (
        select(Post)
        .where(Post.published_at.is_not(None), Post.reach != Reach.HIDDEN)
        .where(Post.hidden_at.is_(None), Post.archived_at.is_(None))
        .options(undefer(Post.plain_text))
        .order_by(Post.id)
        .limit(AT_ONCE)
    )
    last, written = 0, 0
    while posts := db.session.scalars(found.where(Post.id > last)).all():
        for post in posts:
            assert post.published_at is not None
            _write(post, post.published_at, spellings)
        last, written = posts[-1].id, written + len(posts)
        db.session.flush()
        db.session.expire_all()
    return written


def number_of(at: datetime, post_id: int) -> int:
    """By the second of publication, then by the post."""
    return int(at.timestamp()) << 20 | post_id & 0xFFFFF


def _write(post: Post, at: datetime, spellings: list[list[str]]) -> None:
    told = told_of(post, at, spellings)
    values = {
        "family_id": _family_of(post),
        "language": post.language,
        "reach": post.reach,
        "group_id": post.lead_group_id,
        "verified_at": post.verified_at,
        "marks": told.marks,
        "head": BETWEEN.join(told.head),
    }
    keep_words(post)
    number = _known_number(post)
    if number is None:
        number = number_of(at, post.id)
        keys = {"number": number, "post_id": post.id, "is_alone": True}
        db.session.execute(insert(SearchEntry).values(keys | values))
        text = {"number": number, "words": told.words}
        db.session.execute(insert(SearchText).values(text))
    else:
        entry = update(SearchEntry).where(SearchEntry.number == number)
        db.session.execute(entry.values(values))
        text_line = update(SearchText).where(SearchText.number == number)
        db.session.execute(text_line.values(words=told.words))
    _see_who_is_alone(post)


def _see_who_is_alone(post: Post) -> None:
    """Of the family of a text that came or went."""
    other = aliased(SearchEntry)
    of_family = SearchEntry.family_id == _family_of(post)
    others = exists().where(
        other.family_id == SearchEntry.family_id, other.number != SearchEntry.number
    )
    db.session.execute(update(SearchEntry).where(of_family).values(is_alone=~others))


def _known_number(post: Post) -> int | None:
    known = select(SearchEntry.number).where(SearchEntry.post_id == post.id)
    return db.session.scalar(known)


def _family_of(post: Post) -> int:
    return post.family_id or post.id
