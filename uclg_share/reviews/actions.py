"""From a draft sent in to a coordinator's decision."""

from __future__ import annotations

from uclg_share.answers.actions import link_as_begun
from uclg_share.audit import Audience, Verb
from uclg_share.authorship.hearing import correct, tell_authors, tell_whose_it_is
from uclg_share.authorship.signatures import ask_signatures
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.families import following
from uclg_share.families.reach import post_reach
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import coordinators_of
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_judge, may_submit, may_withdraw
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.models import Post, Revision, Stage
from uclg_share.posts.publishing import publish
from uclg_share.posts.queries import latest_revision, signed_by
from uclg_share.posts.sending import must_be_ready
from uclg_share.reviews.earlier import show_what_was_before
from uclg_share.reviews.models import Outcome, Review, Why
from uclg_share.reviews.queries import can_be_taken_back
from uclg_share.reviews.reasons import give, must_be_given
from uclg_share.reviews.tracing import HEARS, TOLD, about, trace
from uclg_share.reviews.verifying import verify_with
from uclg_share.suggestions.telling import hand_over


def submit(
    viewer: Viewer, post: Post, group: WorkingGroup, as_outline: bool = False
) -> Review:
    """Send the newest text of a post to its lead group.

    Raises `Incomplete` when parts are still to be written; see `posts/sending.py`.
    """
    ensure(may_submit(viewer, post, group, signed_by(post)))

    revision = _ready(viewer, post, group, as_outline)
    review = Review(
        post=post,
        revision=revision,
        group=group,
        submitted_by_id=viewer.account_id or None,
    )
    post.stage = Stage.WAITING
    db.session.add(review)
    trace(viewer, Verb.POST_SUBMITTED, review, Audience.COORDINATORS)
    others = [who for who in coordinators_of(group) if who.id != viewer.account_id]
    notify(others, Topic.POST_SUBMITTED, **about(review))
    tell_whose_it_is(review, about(review))
    if not post.is_translation:  # whoever signs the original signs it
        ask_signatures(viewer, post, revision)
    return review


def _ready(
    viewer: Viewer, post: Post, group: WorkingGroup, as_outline: bool
) -> Revision:
    """The newest text, fit to be sent; group and post are held while it is."""
    db.session.refresh(post, with_for_update={"of": Post})
    db.session.refresh(group, with_for_update={"read": True, "of": WorkingGroup})
    if post.stage is Stage.WAITING:
        raise ChangedMeanwhile
    following.refuse_second(post)
    revision = latest_revision(post)
    # Somebody may have saved another text before this act had the lock.
    ensure(may_submit(viewer, post, group, revision.content.get("organisation_id")))
    must_be_ready(viewer, post, group, from_plain(revision.content), as_outline)
    return revision


def withdraw(viewer: Viewer, review: Review) -> None:
    """Take a text back before it is decided; it becomes a draft again."""
    ensure(may_withdraw(viewer, review.post))

    _close(review, viewer, Outcome.WITHDRAWN, Stage.DRAFT)
    trace(viewer, Verb.POST_WITHDRAWN, review, Audience.COORDINATORS)


def accept(viewer: Viewer, review: Review, verified: bool = False) -> None:
    """Publish the revision that was reviewed, and nothing newer; `verified` says that
    its sources and figures were checked."""
    ensure(may_judge(viewer, review))

    _close(review, viewer, Outcome.ACCEPTED, Stage.ACCEPTED)
    following.hold_family(review.post)
    following.refuse_second(review.post)
    before, reach = review.post.live_revision, post_reach(review.post, review.group)
    publish(review.post, review.revision, now(), reach)
    following.accepted(review, before)
    link_as_begun(review.post)
    if verified:
        verify_with(viewer, review)
    trace(viewer, Verb.POST_ACCEPTED, review, Audience.PUBLIC)
    tell_authors(review, Topic.POST_ACCEPTED, about(review))


def send_back(viewer: Viewer, review: Review, reason: Why, note: str) -> None:
    """Return a text with reasons; the author may change it and send it again."""
    ensure(may_judge(viewer, review))

    must_be_given(review, reason)
    _close(review, viewer, Outcome.RETURNED, Stage.RETURNED)
    give(review, reason, note)
    trace(viewer, Verb.POST_RETURNED, review, Audience.COORDINATORS)
    tell_authors(review, Topic.POST_RETURNED, about(review) | hand_over(review))


def decline(viewer: Viewer, review: Review, reason: Why, note: str) -> None:
    """Say no, with reasons. The author keeps the text."""
    ensure(may_judge(viewer, review))

    must_be_given(review, reason)
    _close(review, viewer, Outcome.DECLINED, Stage.DECLINED)
    give(review, reason, note)
    trace(viewer, Verb.POST_DECLINED, review, Audience.COORDINATORS)
    tell_authors(review, Topic.POST_DECLINED, about(review))


def take_back(viewer: Viewer, review: Review) -> None:
    """Undo an acceptance or a refusal: the text waits again, as it was sent in.

    Raises `ChangedMeanwhile` when ten minutes are over or somebody has gone on with it.
    """
    ensure(may_judge(viewer, review))

    db.session.refresh(review, with_for_update={"of": Review})
    newest = latest_revision(review.post).id == review.revision_id
    if not can_be_taken_back(review) or not newest:
        raise ChangedMeanwhile
    undone = review.outcome
    review.outcome, review.post.stage = Outcome.WAITING, Stage.WAITING
    review.decided_at, review.decided_by_id = None, None
    review.reason, review.own_reason, review.note = None, None, ""
    review.verified_at, review.verified_by_id = None, None
    if undone is Outcome.ACCEPTED:
        following.hold_family(review.post)
        show_what_was_before(review.post)
        following.taken_back(review)
    trace(viewer, Verb.POST_REOPENED, review, HEARS[undone])
    correct(review, TOLD[undone], about(review))


def _close(review: Review, viewer: Viewer, outcome: Outcome, stage: Stage) -> None:
    """Decide once: the row is locked, so of two deciders the second reads the first."""
    db.session.refresh(review, with_for_update={"of": Review})
    if review.outcome is Outcome.WITHDRAWN:
        raise ChangedMeanwhile(_name(review))
    if review.outcome is not Outcome.WAITING:
        raise AlreadyDecided(_name(review))
    review.outcome = outcome
    review.decided_at = now()
    review.decided_by_id = viewer.account_id or None
    review.claimed_at, review.claimed_by_id = None, None
    review.post.stage = stage


def _name(review: Review) -> str:
    return review.decided_by.name if review.decided_by else ""
