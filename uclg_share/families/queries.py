"""An original and its translations: who has begun what, and what each follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import organisations_of
from uclg_share.database import db, now
from uclg_share.families.stale import FIRST
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer, may_edit, may_read_post
from uclg_share.posts.drafts import Draft, Origin, from_plain
from uclg_share.posts.models import Post, Revision, Stage, WorkingCopy
from uclg_share.reviews.models import Outcome, Review

# How long one who has begun may count on nobody else beginning the same.
KEPT_FOR = timedelta(days=30)
UNDER_WAY = (Stage.DRAFT, Stage.WAITING, Stage.RETURNED)


@dataclass(frozen=True)
class Begun:
    """A translation that is not published: whose it is stays unsaid."""

    post: Post
    changed_at: datetime
    is_mine: bool

    @property
    def free_at(self) -> datetime:
        return self.changed_at + KEPT_FOR

    @property
    def is_kept(self) -> bool:
        return self.free_at > now()


def texts_in(original: Post) -> dict[str, Post]:
    """What of a family is published, by language; what is hidden counts."""
    family = select(Post).where(
        Post.family_id == original.id,
        Post.published_at.is_not(None),
        Post.deleted_at.is_(None),
    )
    found = db.session.scalars(family.order_by(Post.id != original.id, Post.id.desc()))
    texts = {post.language: post for post in found if post.id != original.id}
    return {**texts, original.language: original}


def begun_in(viewer: Viewer, original: Post) -> dict[str, Begun]:
    """What somebody is working on, by language; one's own goes before."""
    kept_at = (
        select(func.max(WorkingCopy.kept_at))
        .where(WorkingCopy.post_id == Post.id)
        .scalar_subquery()
    )
    rows = select(Post, kept_at).where(
        Post.family_id == original.id,
        Post.id != original.id,
        Post.published_at.is_(None),
        Post.deleted_at.is_(None),
        Post.stage.in_(UNDER_WAY),
    )
    found = [
        Begun(
            post, max(post.changed_at, kept or post.changed_at), _is_mine(viewer, post)
        )
        for post, kept in db.session.execute(rows)
    ]
    found.sort(key=lambda one: (one.is_mine, one.changed_at))
    return {one.post.language: one for one in found}


def translations_of(original: Post) -> list[Post]:
    """Those that are published, each with the text readers see of it."""
    live = (
        select(Post)
        .where(
            Post.family_id == original.id,
            Post.id != original.id,
            Post.published_at.is_not(None),
            Post.deleted_at.is_(None),
        )
        .options(joinedload(Post.live_revision))
        .order_by(Post.id)
    )
    return list(db.session.scalars(live))


def rivals_of(post: Post) -> list[Post]:
    """Other translations into the same language that are published or wait."""
    others = select(Post).where(
        Post.family_id == post.family_id,
        Post.id.not_in([post.id, post.family_id]),
        Post.language == post.language,
        Post.deleted_at.is_(None),
        or_(Post.published_at.is_not(None), Post.stage == Stage.WAITING),
    )
    return list(db.session.scalars(others.order_by(Post.id)))


def original_of(viewer: Viewer, post: Post) -> Post | None:
    """The original of a translation, where this viewer may read it now."""
    original = post.original if post.is_translation else None
    return original if original and may_read_post(viewer, original) else None


def live_text(original: Post) -> tuple[int, Draft]:
    """What readers see of it, with the number of its version."""
    revision = original.live_revision
    assert revision is not None  # `may_read_post` said so
    return revision.number, from_plain(revision.content)


def followed_versions(original: Post, origin: Origin | None) -> dict[int, Draft]:
    """What a translation follows, to be compared and never shown: what was taken back
    is among it."""
    return _texts(original, Revision.number.in_(_wanted(origin)))


def shown_versions(original: Post, origin: Origin | None) -> dict[int, Draft]:
    """The same without what readers cannot look up in the history."""
    return _texts(original, Revision.number.in_(_wanted(origin)), _was_shown(original))


def was_published(original: Post, number: int) -> bool:
    return bool(_texts(original, Revision.number == number, _was_shown(original)))


def organisation_of(who: Account, post: Post) -> Organisation | None:
    """For whom a translator writes: the author of the original, or else another."""
    known = organisations_of(who)
    same = [one for one in known if one.id == post.organisation_id]
    return next(iter([*same, *known]), None)


def _wanted(origin: Origin | None) -> set[int]:
    return {FIRST, *(origin.follows.values() if origin else ())}


def _texts(original: Post, *which: ColumnElement[bool]) -> dict[int, Draft]:
    rows = select(Revision).where(Revision.post_id == original.id, *which)
    return {one.number: from_plain(one.content) for one in db.session.scalars(rows)}


def _was_shown(original: Post) -> ColumnElement[bool]:
    accepted = select(Review.id).where(
        Review.revision_id == Revision.id, Review.outcome == Outcome.ACCEPTED
    )
    ways = [accepted.exists(), Revision.id == original.live_revision_id]
    if original.is_compiled:  # without a review
        ways.append(Revision.number == FIRST)
    return or_(*ways)


def _is_mine(viewer: Viewer, post: Post) -> bool:
    """One's own, also while it waits."""
    owner_id = post.keeper_id or post.author_id
    own = viewer.is_signed_in and owner_id == viewer.account_id
    return own or may_edit(viewer, post)
