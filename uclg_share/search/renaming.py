"""The index follows names: of groups, organisations, themes and committees.

The newest texts that have the name are written anew in the act, all of them by the
worker soon after, some at a time: it begins again wherever it was stopped.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import undefer

from uclg_share.database import db, is_sqlite, next_due, now
from uclg_share.groups.models import WorkingGroup
from uclg_share.organisations.models import Organisation
from uclg_share.posts.models import Post, Theme
from uclg_share.search import index, postgresql, sqlite
from uclg_share.search.asking import Phrase, Wanted
from uclg_share.search.models import IndexTask, SearchEntry
from uclg_share.search.words import mark

AT_ONCE = 50
# Longer than an act takes that has read the former name and is not done yet.
SETTLES = timedelta(minutes=1)


def follow_name(thing: WorkingGroup | Organisation | Theme) -> None:
    """It is called otherwise now: find its texts by the new name."""
    sort = {WorkingGroup: "group", Organisation: "org"}.get(type(thing), "theme")
    _write_anew([(mark(sort, thing.slug),)])


def follow_spellings(spellings: Iterable[str]) -> None:
    """Of committees, those they had and those they have, as indexed."""
    phrases = [tuple(name.split()) for name in sorted(set(spellings)) if name]
    if phrases:
        _write_anew(phrases)


def catch_up(at_once: int = AT_ONCE) -> bool:
    """Write some texts anew whose names have changed; False when none are left."""
    task = next_due(IndexTask, IndexTask.id, now())
    if task is None:
        db.session.rollback()
        return False
    phrases = [tuple(phrase) for phrase in task.phrases]
    rows = _having(phrases, at_once, task.after) if phrases else _all(task, at_once)
    index.keep_found(*_posts([post_id for _, post_id in rows]))
    if rows:
        task.after = rows[-1][0]
    else:
        db.session.delete(task)
        if not phrases:
            index.keep_form()
    db.session.commit()
    return True


def check_form() -> None:
    """Have all of it written anew after an upgrade that changed its words, and where it
    is empty though something is published."""
    published = select(Post.id).where(Post.published_at.is_not(None)).limit(1)
    is_missing = index.is_empty() and db.session.scalar(published) is not None
    whole = [one for one in db.session.scalars(select(IndexTask)) if not one.phrases]
    if not whole and (is_missing or not index.is_of_this_form()):
        db.session.add(IndexTask(phrases=[], due_at=now()))
    db.session.commit()


def _write_anew(phrases: list[Phrase]) -> None:
    db.session.flush()
    some = _having(phrases, AT_ONCE)
    index.keep_found(*_posts([post_id for _, post_id in some]))
    said = [list(phrase) for phrase in phrases]
    db.session.add(IndexTask(phrases=said, due_at=now() + SETTLES))


def _having(
    phrases: list[Phrase], number: int, after: int | None = None
) -> list[tuple[int, int]]:
    """The entries with one of these: the newest, or the oldest after one of them."""
    words = sqlite if is_sqlite() else postgresql
    asked = words.expression(Wanted((tuple(phrases),)))
    columns = (SearchEntry.number, SearchEntry.post_id)
    found = words.candidates(columns, asked).limit(number)
    if after is None:
        found = found.order_by(words.NUMBER.desc())
    else:
        found = found.where(after < words.NUMBER).order_by(words.NUMBER)
    return [(row.number, row.post_id) for row in db.session.execute(found)]


def _all(task: IndexTask, number: int) -> list[tuple[int, int]]:
    found = select(Post.id).where(Post.id > task.after, Post.published_at.is_not(None))
    ids = db.session.scalars(found.order_by(Post.id).limit(number))
    return [(post_id, post_id) for post_id in ids]


def _posts(ids: list[int]) -> list[Post]:
    found = select(Post).where(Post.id.in_(ids)).options(undefer(Post.plain_text))
    return list(db.session.scalars(found))
