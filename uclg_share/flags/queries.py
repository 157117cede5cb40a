from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.accounts.models import Account
from uclg_share.comments.models import Comment
from uclg_share.counted import MOST_COUNTED, number_of
from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.organisations.people import ABLE
from uclg_share.permissions import Viewer, readable_flags
from uclg_share.posts.models import Post

MOST = 200


@dataclass(frozen=True)
class Reported:
    """A post or a comment, with every open report of it, the oldest first."""

    flags: list[Flag]

    @property
    def first(self) -> Flag:
        return self.flags[0]


def open_reports(viewer: Viewer) -> list[Reported]:
    """What waits for this coordinator, by what was reported, the longest wait first."""
    waiting = flags_for(viewer).where(Flag.settled_at.is_(None))
    oldest_first = waiting.order_by(Flag.raised_at, Flag.id).limit(MOST)
    by_subject: dict[tuple[int, int | None], list[Flag]] = {}
    for flag in db.session.scalars(oldest_first):
        by_subject.setdefault((flag.post_id, flag.comment_id), []).append(flag)
    return [Reported(flags) for flags in by_subject.values()]


def settled_lately(viewer: Viewer, limit: int = 20) -> list[Flag]:
    settled = flags_for(viewer).where(Flag.settled_at.is_not(None))
    latest = settled.order_by(Flag.settled_at.desc(), Flag.id.desc()).limit(limit)
    return list(db.session.scalars(latest))


def find_flag(viewer: Viewer, flag_id: int) -> Flag | None:
    """A report on this viewer's desk, open or settled."""
    return db.session.scalar(flags_for(viewer).where(Flag.id == flag_id))


def open_flags_beside(flag: Flag) -> list[Flag]:
    """All open reports of the same thing, the oldest first."""
    beside = _of(flag.post_id, flag.comment_id).options(joinedload(Flag.by))
    return list(db.session.scalars(beside.order_by(Flag.id)))


def own_open_flag(viewer: Viewer, thing: Post | Comment) -> Flag | None:
    """One has reported this already, and nobody has answered yet."""
    is_comment = isinstance(thing, Comment)
    beside = _of(
        thing.post_id if isinstance(thing, Comment) else thing.id,
        thing.id if is_comment else None,
    )
    return db.session.scalar(beside.where(Flag.by_id == viewer.account_id))


def number_open(post: Post, comment: Comment | None) -> int:
    beside = _of(post.id, comment.id if comment else None)
    return number_of(beside.with_only_columns(Flag.id))


def comments_hidden(author: Account) -> tuple[int, int]:
    """How many comments somebody wrote, and how many of them are hidden; of somebody
    who wrote a great many, of the newest."""
    written = (
        select(Comment.hidden_at)
        .where(Comment.author_id == author.id, Comment.deleted_at.is_(None))
        .order_by(Comment.id.desc())
        .limit(MOST_COUNTED)
    )
    found = db.session.scalars(written).all()
    return len(found), sum(moment is not None for moment in found)


def administrators() -> list[Account]:
    able = select(Account).where(Account.is_admin, *ABLE)
    return list(db.session.scalars(able.order_by(Account.id).limit(50)))


def _of(post_id: int, comment_id: int | None) -> Select[Flag]:
    return select(Flag).where(
        Flag.post_id == post_id,
        Flag.comment_id == comment_id,
        Flag.settled_at.is_(None),
    )


def flags_for(viewer: Viewer) -> Select[Flag]:
    """Every list of reports starts here, so that no desk shows another group's, and
    nobody reads who reported them."""
    return (
        select(Flag)
        .join(Flag.post)
        .outerjoin(Flag.comment)
        .where(readable_flags(viewer))
        .options(
            contains_eager(Flag.post).joinedload(Post.lead_group),
            contains_eager(Flag.post).joinedload(Post.author),
            contains_eager(Flag.comment).joinedload(Comment.author),
            joinedload(Flag.by),
            joinedload(Flag.settled_by),
        )
    )
