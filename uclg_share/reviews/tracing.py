"""What a decision leaves behind: its entry in the log, and what mails about it say."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer
from uclg_share.reviews.models import Outcome, Review

TOLD = {Outcome.ACCEPTED: Topic.POST_ACCEPTED, Outcome.DECLINED: Topic.POST_DECLINED}
# A refusal was never public.
HEARS = {Outcome.ACCEPTED: Audience.PUBLIC, Outcome.DECLINED: Audience.COORDINATORS}
DECISIONS = {Verb.POST_ACCEPTED, Verb.POST_RETURNED, Verb.POST_DECLINED}


def trace(viewer: Viewer, verb: Verb, review: Review, audience: Audience) -> None:
    wrote = {review.post.author_id, review.post.keeper_id, review.submitted_by_id}
    own = viewer.account_id in wrote
    audit.record(
        viewer,
        verb,
        review.post,
        group_id=review.group_id,
        reason=review.note,
        audience=audience,
        review=review.id,
        revision=review.revision.number,
        # The log says so when an only coordinator decided on their own post.
        **({"own_post": True} if own and verb in DECISIONS else {}),
    )


def about(review: Review) -> dict[str, object]:
    content = review.revision.content
    return {
        "post_id": review.post_id,
        "review_id": review.id,
        "group_id": review.group_id,
        "title": content["title"],
        "language": content["language"],
        "group": review.group.names,
        "reason": review.reason.value if review.reason else "",
        "own_reason": review.own_reason.names if review.own_reason else {},
        "note": review.note,
        "slug": review.post.slug or "",
    }
