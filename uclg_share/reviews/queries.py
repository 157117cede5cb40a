from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload

from uclg_share.accounts.models import Account
from uclg_share.counted import MOST_COUNTED
from uclg_share.database import db, now
from uclg_share.permissions import Viewer, readable_revisions, reviewed_groups
from uclg_share.posts.models import Post, Revision
from uclg_share.reviews.models import Outcome, Review

UNDONE_WITHIN = timedelta(minutes=10)
MOST_VERSIONS = 200


def reviews_for(viewer: Viewer) -> Select[Review]:
    """Every list of reviews starts here, so no desk shows another group's work."""
    return (
        select(Review)
        .join(Review.group)
        .where(reviewed_groups(viewer))
        .options(
            contains_eager(Review.group),
            joinedload(Review.revision),
            joinedload(Review.submitted_by),
            joinedload(Review.decided_by),
            joinedload(Review.claimed_by),
            joinedload(Review.own_reason),
            joinedload(Review.post).joinedload(Post.organisation),
            joinedload(Review.post).joinedload(Post.author),
        )
    )


def decided_lately(viewer: Viewer, limit: int = 20) -> list[Review]:
    decided = reviews_for(viewer).where(
        Review.outcome.in_([Outcome.ACCEPTED, Outcome.RETURNED, Outcome.DECLINED])
    )
    latest = decided.order_by(Review.decided_at.desc(), Review.id.desc()).limit(limit)
    return list(db.session.scalars(latest))


def find_review(viewer: Viewer, review_id: int) -> Review | None:
    """A review on this viewer's desk, waiting or decided."""
    return db.session.scalar(reviews_for(viewer).where(Review.id == review_id))


def waiting_review(post: Post) -> Review | None:
    return db.session.scalar(
        select(Review).where(
            Review.post_id == post.id, Review.outcome == Outcome.WAITING
        )
    )


def history_of(post: Post) -> list[Review]:
    """Every time a post was sent in and what was said, newest first."""
    return list(
        db.session.scalars(
            select(Review)
            .where(Review.post_id == post.id)
            .options(
                joinedload(Review.revision),
                joinedload(Review.submitted_by),
                joinedload(Review.decided_by),
                joinedload(Review.own_reason),
                joinedload(Review.group),
            )
            .order_by(Review.id.desc())
        )
    )


def revisions_for(viewer: Viewer, post: Post) -> list[Revision]:
    """The versions of a post this viewer may compare, newest first."""
    versions = (
        select(Revision)
        .where(Revision.post_id == post.id, readable_revisions(viewer, post))
        .options(joinedload(Revision.editor))
        .order_by(Revision.number.desc())
        .limit(MOST_VERSIONS)
    )
    return list(db.session.scalars(versions))


def version_before(review: Review) -> Revision | None:
    """What was sent in the time before this one."""
    earlier = (
        select(Revision)
        .join(Review, Review.revision_id == Revision.id)
        .where(Review.post_id == review.post_id, Review.id < review.id)
        .order_by(Review.id.desc())
        .limit(1)
    )
    return db.session.scalar(earlier)


def outcomes_of(post: Post) -> dict[int, Review]:
    """What became of each version that was sent in, by the id of the revision."""
    reviews = select(Review).where(Review.post_id == post.id).order_by(Review.id)
    return {review.revision_id: review for review in db.session.scalars(reviews)}


def last_accepted(post: Post) -> Review | None:
    """The decision behind what readers see now."""
    accepted = (
        select(Review)
        .where(Review.post_id == post.id, Review.outcome == Outcome.ACCEPTED)
        .options(joinedload(Review.revision))
        .order_by(Review.decided_at.desc(), Review.id.desc())
        .limit(1)
    )
    return db.session.scalar(accepted)


def can_be_taken_back(review: Review) -> bool:
    """Ten minutes long, a publication or a refusal is undone by one act; not once the
    text is out of sight, or its group takes nothing any more."""
    post = review.post
    if post.hidden_at or post.archived_at or review.group.is_archived:
        return False
    decided = review.outcome in {Outcome.ACCEPTED, Outcome.DECLINED}
    return bool(
        decided and review.decided_at and now() - review.decided_at < UNDONE_WITHIN
    )


def record_of(author: Account) -> dict[Outcome, int]:
    """How often an author's texts were accepted, returned, declined; of somebody who
    sent in a great many, of the newest."""
    newest = select(Review.outcome).where(Review.submitted_by_id == author.id)
    newest = newest.order_by(Review.id.desc()).limit(MOST_COUNTED)
    return dict(Counter(db.session.scalars(newest)))


def title_of(review: Review) -> str:
    """As the text is called that was sent in."""
    return str(review.revision.content["title"])
