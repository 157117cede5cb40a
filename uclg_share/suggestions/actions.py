"""A coordinator writes other words; the author takes them or leaves them."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.audit import Audience, Verb
from uclg_share.authorship.hearing import hearing_of
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_edit, may_judge
from uclg_share.posts.actions import save
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.models import Outcome, Review
from uclg_share.suggestions.models import Fate, SuggestedText, Suggestion
from uclg_share.suggestions.proposal import Proposal
from uclg_share.suggestions.queries import open_texts, own_suggestion
from uclg_share.suggestions.taking import Taken, taken_into
from uclg_share.suggestions.telling import about, tell, tell_of_taking


def suggest(
    viewer: Viewer, review: Review, proposal: Proposal, at_once: bool = False
) -> Suggestion:
    """Write other words for a text that waits. Its author sees them when the text goes
    back, or `at_once`.

    Raises `ChangedMeanwhile` when another window has saved since.
    """
    ensure(may_judge(viewer, review))

    _must_wait(review)
    suggestion = own_suggestion(viewer, review) or Suggestion(
        review=review, by_id=viewer.account_id, version=0
    )
    if suggestion.version != proposal.version:
        raise ChangedMeanwhile
    db.session.add(suggestion)
    _write(suggestion, proposal)
    _trace(
        viewer, Verb.SUGGESTION_MADE, suggestion, list(proposal.texts), proposal.note
    )
    if at_once:
        tell(suggestion)
        db.session.flush()  # the note names it by its number
        told = {**about(suggestion), "note": suggestion.note}
        notify(hearing_of(review), Topic.SUGGESTION_MADE, **told)
    return suggestion


def take(
    viewer: Viewer, suggestion: Suggestion, parts: set[str] | None, base: int
) -> Taken:
    """Put suggested words, all or those of some parts, into a new version of the draft.

    `base` is the number of the version they were read beside. What its author has
    changed since it was sent in stays as it is; the answer says which parts these are.
    """
    ensure(may_edit(viewer, suggestion.review.post))

    post = suggestion.review.post
    texts = _open(post, suggestion, parts)
    latest = latest_revision(post)
    if latest.number != base:
        raise ChangedMeanwhile(latest.editor.name if latest.editor else "")
    taken = taken_into(viewer, suggestion, texts, latest)
    if taken.texts:
        save(viewer, post, taken.draft, base)
        taken.follow_copy(post, base)
        _settle(viewer, taken.texts, Fate.TAKEN)
        _trace(viewer, Verb.SUGGESTION_TAKEN, suggestion, taken.parts)
        tell_of_taking(viewer, suggestion, len(taken.texts))
    return taken


def leave(viewer: Viewer, suggestion: Suggestion, parts: set[str] | None) -> None:
    """Keep one's own words; what was suggested stays to be read."""
    ensure(may_edit(viewer, suggestion.review.post))

    texts = _open(suggestion.review.post, suggestion, parts)
    _settle(viewer, texts, Fate.LEFT)
    left = [text.part for text in texts]
    _trace(viewer, Verb.SUGGESTION_LEFT, suggestion, left)


def _must_wait(review: Review) -> None:
    """Under lock, so that nobody suggests beside a decision."""
    db.session.refresh(review, with_for_update={"of": Review})
    if review.outcome is Outcome.WITHDRAWN:
        raise ChangedMeanwhile
    if review.outcome is not Outcome.WAITING:
        raise AlreadyDecided(review.decided_by.name if review.decided_by else "")


def _write(suggestion: Suggestion, proposal: Proposal) -> None:
    """What was suggested before and is no more, is gone."""
    known = {text.part: text for text in suggestion.texts}
    for part in known.keys() - proposal.texts.keys():
        suggestion.texts.remove(known[part])
    for part, words in proposal.texts.items():
        text = known.get(part)
        if text is None:
            suggestion.texts.append(SuggestedText(part=part, words=words))
        elif text.words != words:
            text.words, text.fate = words, None
            text.settled_at, text.settled_by_id = None, None
    suggestion.note, suggestion.made_at = proposal.note, now()
    suggestion.version = proposal.version + 1


def _open(
    post: Post, suggestion: Suggestion, parts: set[str] | None
) -> list[SuggestedText]:
    """Of two who answer at once, the second finds nothing left to answer."""
    db.session.refresh(post, with_for_update={"of": Post})
    texts = open_texts(suggestion, parts)
    if not texts:
        raise ChangedMeanwhile
    return texts


def _settle(viewer: Viewer, texts: list[SuggestedText], fate: Fate) -> None:
    for text in texts:
        text.fate, text.settled_at = fate, now()
        text.settled_by_id = viewer.account_id or None


def _trace(
    viewer: Viewer,
    verb: Verb,
    suggestion: Suggestion,
    parts: list[str],
    reason: str = "",
) -> None:
    audit.record(
        viewer,
        verb,
        suggestion.review.post,
        group_id=suggestion.review.group_id,
        reason=reason,
        audience=Audience.COORDINATORS,
        review=suggestion.review_id,
        suggestion=suggestion.id,
        parts=parts,
    )
