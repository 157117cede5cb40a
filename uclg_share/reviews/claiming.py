"""Who reads a text just now: said to the others, so that two do not do it twice.

A claim is a courtesy and lapses after an hour; deciding asks nobody for it.
"""

from __future__ import annotations

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyClaimed, AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.queries import coordinators_of
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_judge, may_review
from uclg_share.reviews.models import Outcome, Review


def claim(viewer: Viewer, review: Review) -> None:
    """Say that one reads it; saying it again begins the hour anew.

    Raises `AlreadyClaimed` while somebody else reads it.
    """
    ensure(may_judge(viewer, review))

    _hold(review)
    if is_read_by_other(viewer, review):
        assert review.claimed_by is not None
        raise AlreadyClaimed(review.claimed_by.name)
    _give_to(review, viewer.account_id)
    _trace(viewer, Verb.REVIEW_CLAIMED, review)


def release(viewer: Viewer, review: Review) -> None:
    """Leave it to the others again; leaving twice is once."""
    ensure(may_review(viewer, review.group))

    _hold(review)
    if is_read_by_other(viewer, review):
        assert review.claimed_by is not None
        raise AlreadyClaimed(review.claimed_by.name)
    if review.claimed_at is None:
        return
    review.claimed_at, review.claimed_by_id = None, None
    _trace(viewer, Verb.REVIEW_RELEASED, review)


def hand_over(viewer: Viewer, review: Review, to: Account, word: str) -> None:
    """Ask another coordinator to read it: the claim is theirs from now on.

    Raises `ChangedMeanwhile` when that person cannot decide on it.
    """
    ensure(may_review(viewer, review.group))

    _hold(review)
    other = viewer_for(to)
    is_able = to.may_sign_in and review.group_id in other.coordinates
    if not is_able or not may_judge(other, review) or to.id == viewer.account_id:
        raise ChangedMeanwhile
    _give_to(review, to.id)
    _trace(viewer, Verb.REVIEW_HANDED, review, word, to=to.id)
    notify([to], Topic.REVIEW_HANDED, **_about(viewer, review, word))


def is_read_by_other(viewer: Viewer, review: Review) -> bool:
    return review.is_claimed and review.claimed_by_id != viewer.account_id


def others_for(viewer: Viewer, review: Review) -> list[Account]:
    """The coordinators it can be handed to: those who wrote it are left out."""
    wrote = {
        review.post.author_id,
        review.post.keeper_id,
        review.submitted_by_id,
        review.revision.editor_id,
        viewer.account_id,
    }
    people = coordinators_of(review.group)
    return [who for who in people if who.may_sign_in and who.id not in wrote]


def _hold(review: Review) -> None:
    """Under lock, as the act before has left it, and still waiting."""
    db.session.refresh(review, with_for_update={"of": Review})
    if review.outcome is Outcome.WITHDRAWN:
        raise ChangedMeanwhile
    if review.outcome is not Outcome.WAITING:
        raise AlreadyDecided(review.decided_by.name if review.decided_by else "")


def _give_to(review: Review, account_id: int) -> None:
    review.claimed_at, review.claimed_by_id = now(), account_id or None
    db.session.flush()
    db.session.refresh(review, ["claimed_by"])


def _trace(
    viewer: Viewer, verb: Verb, review: Review, reason: str = "", **data: int
) -> None:
    audit.record(
        viewer,
        verb,
        review.post,
        group_id=review.group_id,
        reason=reason,
        audience=Audience.COORDINATORS,
        review=review.id,
        **data,
    )


def _about(viewer: Viewer, review: Review, word: str) -> dict[str, object]:
    giver = db.session.get(Account, viewer.account_id)
    return {
        "review_id": review.id,
        "post_id": review.post_id,
        "group_id": review.group_id,
        "title": review.revision.content["title"],
        "language": review.revision.content["language"],
        "group": review.group.names,
        "name": giver.name if giver else "",
        "note": word,
    }
