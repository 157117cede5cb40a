"""Other words for texts of the named world."""

from __future__ import annotations

from tests.world import World
from uclg_share.database import db
from uclg_share.posts.drafts import from_plain
from uclg_share.reviews.models import Review
from uclg_share.suggestions.actions import suggest
from uclg_share.suggestions.models import Suggestion
from uclg_share.suggestions.proposal import Proposal, parts_of, words_at

SUMMARY = "We listened to the pipes at night and found forty leaks in five weeks."
BETTER = {"title": "Finding leaks by ear in Maputo", "summary": SUMMARY}


def suggested(
    world: World,
    review: Review,
    who: str = "elif",
    at_once: bool = True,
    **texts: str,
) -> Suggestion:
    made = suggest(
        world.viewer(who), review, Proposal(texts or BETTER, "Shorter."), at_once
    )
    db.session.commit()
    return made


def form_of(review: Review, **changes: str) -> dict[str, str]:
    """What the page of a coordinator sends."""
    draft = from_plain(review.revision.content)
    parts = parts_of(review.post.kind, draft)
    present = {part: words_at(draft, part) for part in parts}
    return {**present, "version": "0", **changes}
