"""Whoever saved a search hears of what is published and answers it.

An acceptance leaves one row. The worker compares the text with the searches that may
find it, some at a time: each step is one transaction that writes the notes and how far
it came, so that nobody is told twice, and nobody missed, wherever it was stopped.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from uclg_share.database import db, next_due, now
from uclg_share.notifications.announcing import SETTLES
from uclg_share.notifications.models import Notification, Topic
from uclg_share.posts.models import Post
from uclg_share.saved_searches.hearing import Hearer, Publication, hearers_of
from uclg_share.saved_searches.matching import candidates
from uclg_share.saved_searches.models import NewText, SavedSearch, SavedSearchTold

AT_ONCE = 500
PUT_OFF = timedelta(hours=1)
# So many posts one note names; of the others it has the number.
MOST_NAMED = 20
log = logging.getLogger("uclg_share")


def expect(post: Post) -> None:
    """It is published for the first time: compare it when that can be undone no
    more."""
    take_off(post)
    db.session.add(NewText(post_id=post.id, due_at=now() + SETTLES))


def take_off(post: Post) -> None:
    """As if it had never been published."""
    db.session.execute(delete(NewText).where(NewText.post_id == post.id))


def tell_next(at_once: int = AT_ONCE) -> bool:
    """Compare one new text with some searches; False when none is due."""
    new = next_due(NewText, NewText.post_id, now())
    if new is None:
        db.session.rollback()
        return False
    post_id = new.post_id
    try:
        _tell(new, at_once)
        db.session.commit()
    except Exception as error:  # what is wrong with one must not silence the others
        db.session.rollback()
        _put_off(post_id, error)
    return True


def _tell(new: NewText, at_once: int) -> None:
    text = Publication.of(new.post_id)
    ids = candidates(text.words, new.after, at_once) if text else []
    if text and ids:
        _write(text, hearers_of(text, ids))
    if len(ids) < at_once:
        db.session.delete(new)
    else:
        new.after = ids[-1]


def _write(text: Publication, hearers: list[Hearer]) -> None:
    """A note for each, or one more post in a note that is neither mailed nor read."""
    if not hearers:
        return
    open_ = _open_notes([one.search.note_id for one in hearers if one.search.note_id])
    for one in hearers:
        note = open_.get(one.search.note_id or 0)
        if note is None:
            note = _new_note(one)
            db.session.add(note)
            db.session.flush()  # the search keeps its id
            one.search.note_id = note.id
        note.data = _with(note.data, text.post.id, one.search)
    family = text.post.family_id or text.post.id
    told = [{"search_id": one.search.id, "family_id": family} for one in hearers]
    db.session.execute(insert(SavedSearchTold), told)


def _open_notes(ids: list[int]) -> dict[int, Notification]:
    found = select(Notification).where(
        Notification.id.in_(ids),
        Notification.mailed_at.is_(None),
        Notification.leased_until.is_(None),
        Notification.read_at.is_(None),
    )
    return {one.id: one for one in db.session.scalars(found.with_for_update())}


def _new_note(hearer: Hearer) -> Notification:
    return Notification(
        account_id=hearer.account.id,
        topic=Topic.SEARCH_FOUND,
        locale=hearer.account.locale,
        data={"search_id": hearer.search.id, "number": 0, "posts": []},
    )


def _with(data: dict[str, Any], post_id: int, search: SavedSearch) -> dict[str, Any]:
    posts = [*data["posts"], post_id][-MOST_NAMED:]
    number = data["number"] + 1
    return {**data, "posts": posts, "number": number, "search": search.name}


def _put_off(post_id: int, error: Exception) -> None:
    new = db.session.get(NewText, post_id)
    if new is not None:
        new.due_at = now() + PUT_OFF
    db.session.commit()
    log.error("saved searches put off", exc_info=error, extra={"post": post_id})
