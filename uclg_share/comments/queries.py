"""The comments below a post, oldest first: threads and the answers in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment, Wording
from uclg_share.database import db
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, readable_comments
from uclg_share.posts.models import Post

# Threads on the page of a post, answers shown below each, answers on a thread's page.
THREADS, ANSWERS, ON_THREAD = 20, 10, 50
WITH_PEOPLE = (
    joinedload(Comment.author).load_only(
        Account.name, Account.email_confirmed_at, Account.suspended_at
    ),
    # With the version: without it a row cannot be read again.
    joinedload(Comment.organisation).load_only(
        Organisation.name, Organisation.slug, Organisation.version
    ),
)


@dataclass(frozen=True)
class Place:
    """Where to read on: after this comment, or before that one. A comment that is not
    there any more still marks its place."""

    after: int | None = None
    before: int | None = None


@dataclass
class Thread:
    comment: Comment
    answers: list[Comment] = field(default_factory=list)
    # Of all answers, those that have no room here too.
    total: int = 0


@dataclass(frozen=True)
class Stretch:
    """Some of what there is, and where the rest begins."""

    items: list[Any]
    earlier: int | None = None
    later: int | None = None


def threads_of(viewer: Viewer, post: Post, place: Place) -> Stretch:
    """First comments with the first answers to each, in one statement."""
    top = _from(readable_ids(viewer, post, None), place, THREADS).cte("top")
    numbered = select(
        Comment.id,
        func.row_number().over(partition_by=Comment.parent_id, order_by=Comment.id),
        func.count().over(partition_by=Comment.parent_id),
    ).where(readable_comments(viewer, post), Comment.parent_id.in_(select(top.c.id)))
    answer = numbered.subquery().alias("answer")
    answer_id, number, total = answer.columns
    shown = union_all(
        select(top.c.id, literal(0).label("total")),
        select(answer_id, total).where(number <= ANSWERS),
    ).subquery()
    rows = (
        select(Comment, shown.c.total)
        .join(shown, shown.c.id == Comment.id)
        .options(*WITH_PEOPLE)
        .order_by(Comment.id)
    )
    threads: dict[int, Thread] = {}
    for comment, number_of_answers in db.session.execute(rows):
        if comment.parent_id is None:
            threads[comment.id] = Thread(comment)
        else:
            threads[comment.parent_id].answers.append(comment)
            threads[comment.parent_id].total = number_of_answers
    return _stretch(list(threads.values()), place, THREADS)


def answers_to(viewer: Viewer, comment: Comment, place: Place) -> Stretch:
    """The answers to one comment, a page of its own long."""
    ids = _from(readable_ids(viewer, comment.post, comment.id), place, ON_THREAD)
    rows = (
        select(Comment)
        .where(Comment.id.in_(ids.subquery().select()))
        .options(*WITH_PEOPLE)
        .order_by(Comment.id)
    )
    found = [Thread(each) for each in db.session.scalars(rows)]
    return _stretch(found, place, ON_THREAD)


def find_comment(viewer: Viewer, post: Post, comment_id: int) -> Comment | None:
    return db.session.scalar(
        select(Comment)
        .where(Comment.id == comment_id, readable_comments(viewer, post))
        .options(*WITH_PEOPLE)
    )


def wordings_of(comment: Comment) -> list[Wording]:
    """How it read before, newest first."""
    earlier = select(Wording).where(Wording.comment_id == comment.id)
    return list(db.session.scalars(earlier.order_by(Wording.id.desc()).limit(50)))


def readable_ids(viewer: Viewer, post: Post, parent_id: int | None) -> Select[int]:
    return select(Comment.id).where(
        readable_comments(viewer, post), Comment.parent_id == parent_id
    )


def _from(ids: Select[int], place: Place, size: int) -> Select[int]:
    """One too many tells whether there is more."""
    if place.before:
        ids = ids.where(Comment.id < place.before).order_by(Comment.id.desc())
    else:
        ids = ids.where(Comment.id > (place.after or 0)).order_by(Comment.id)
    return ids.limit(size + 1)


def _stretch(found: list[Thread], place: Place, size: int) -> Stretch:
    """Cut off the one too many: it is the first of those read backwards."""
    more = len(found) > size
    if place.before:
        found = found[-size:]
        has_earlier, has_later = more, True
    else:
        found = found[:size]
        has_earlier, has_later = bool(place.after), more
    if not found:
        return Stretch([], earlier=place.after + 1 if place.after else None)
    return Stretch(
        found,
        earlier=found[0].comment.id if has_earlier else None,
        later=found[-1].comment.id if has_later else None,
    )
