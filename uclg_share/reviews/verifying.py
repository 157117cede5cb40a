"""A coordinator has checked the sources and figures of a published text.

The mark belongs to the revision that was accepted: it stands on its review, and the
post carries a copy for readers, so that a newer text or an undone decision never keeps
the mark of another.
"""

from __future__ import annotations

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.permissions import Viewer, ensure, may_unverify, may_verify
from uclg_share.posts.models import Post
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import last_accepted
from uclg_share.search.index import keep_found


def verify(viewer: Viewer, post: Post, revision_id: int) -> None:
    """Mark what readers see now; `revision_id` says which text was checked."""
    ensure(may_verify(viewer, post, post.live_revision))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.live_revision_id != revision_id or post.verified_at or post.hidden_at:
        raise ChangedMeanwhile
    _set(post, _decision_on(post), viewer)
    _trace(viewer, Verb.POST_VERIFIED, post)


def unverify(viewer: Viewer, post: Post) -> None:
    """Take the mark back: a source failed, or a figure was wrong."""
    ensure(may_unverify(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if post.verified_at is None:
        raise ChangedMeanwhile
    _set(post, _decision_on(post), None)
    _trace(viewer, Verb.POST_UNVERIFIED, post)


def verify_with(viewer: Viewer, review: Review) -> None:
    """The mark given together with an acceptance."""
    ensure(may_verify(viewer, review.post, review.revision))

    _set(review.post, review, viewer)
    _trace(viewer, Verb.POST_VERIFIED, review.post)


def carry_mark(post: Post, review: Review) -> None:
    """The post shows the mark of the decision behind what readers see, or none."""
    post.verified_at = review.verified_at
    post.verified_by_id = review.verified_by_id
    keep_found(post)


def _set(post: Post, review: Review | None, viewer: Viewer | None) -> None:
    post.verified_at = now() if viewer else None
    post.verified_by_id = (viewer.account_id or None) if viewer else None
    # What was compiled was never reviewed: then the post alone has the mark.
    if review is not None:
        review.verified_at = post.verified_at
        review.verified_by_id = post.verified_by_id
    keep_found(post)


def _decision_on(post: Post) -> Review | None:
    found = last_accepted(post)
    return found if found and found.revision_id == post.live_revision_id else None


def _trace(viewer: Viewer, verb: Verb, post: Post) -> None:
    audit.record(
        viewer,
        verb,
        post,
        group_id=post.lead_group_id,
        audience=Audience.PUBLIC,
        title=post.title,
        revision=post.live_revision.number if post.live_revision else 0,
    )
