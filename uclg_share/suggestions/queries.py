from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from uclg_share.database import db
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post
from uclg_share.reviews.models import Review
from uclg_share.suggestions.models import SuggestedText, Suggestion


def suggestions_on(post: Post) -> list[Suggestion]:
    """What its author was told of, newest first."""
    told = _whole().where(Review.post_id == post.id, Suggestion.told_at.is_not(None))
    return list(db.session.scalars(told.order_by(Suggestion.id.desc())))


def suggestions_in(review: Review) -> list[Suggestion]:
    """What the desk suggests for one text sent in, told or not."""
    rows = _whole().where(Suggestion.review_id == review.id)
    return list(db.session.scalars(rows.order_by(Suggestion.id)))


def suggestions_before(review: Review) -> list[Suggestion]:
    """What the author was told of when it was sent in the times before."""
    earlier = _whole().where(
        Review.post_id == review.post_id,
        Review.id < review.id,
        Suggestion.told_at.is_not(None),
    )
    return list(db.session.scalars(earlier.order_by(Suggestion.id.desc())))


def own_suggestion(viewer: Viewer, review: Review) -> Suggestion | None:
    """As it stands now: another window may have saved since it was read."""
    mine = (Suggestion.review_id == review.id, Suggestion.by_id == viewer.account_id)
    rows = _whole().where(*mine).execution_options(populate_existing=True)
    return db.session.scalar(rows)


def find_suggestion(post: Post, suggestion_id: int) -> Suggestion | None:
    """One that the author of a post was told of."""
    return db.session.scalar(
        _whole().where(
            Suggestion.id == suggestion_id,
            Review.post_id == post.id,
            Suggestion.told_at.is_not(None),
        )
    )


def open_texts(suggestion: Suggestion, parts: set[str] | None) -> list[SuggestedText]:
    """Those nobody has answered, as they stand now; of all parts or of these."""
    rows = (
        select(SuggestedText)
        .where(
            SuggestedText.suggestion_id == suggestion.id, SuggestedText.fate.is_(None)
        )
        .order_by(SuggestedText.id)
        .execution_options(populate_existing=True)
    )
    if parts is not None:
        rows = rows.where(SuggestedText.part.in_(parts))
    return list(db.session.scalars(rows))


def _whole() -> Select[Suggestion]:
    return (
        select(Suggestion)
        .join(Suggestion.review)
        .options(
            contains_eager(Suggestion.review).joinedload(Review.revision),
            joinedload(Suggestion.by),
            selectinload(Suggestion.texts).joinedload(SuggestedText.settled_by),
        )
    )
