"""Suggested words beside those that were sent in, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from uclg_share.posts.differences import Change, difference
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Post, Revision
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.models import Review
from uclg_share.suggestions.models import SuggestedText, Suggestion
from uclg_share.suggestions.proposal import with_words_at
from uclg_share.suggestions.queries import (
    suggestions_before,
    suggestions_in,
    suggestions_on,
)
from uclg_share.suggestions.taking import has_moved_on


class Standing(StrEnum):
    """What can be done with the words for one part."""

    OPEN = "open"
    CHANGED = "changed"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True)
class Passage:
    part: str
    standing: Standing
    changes: list[Change]


@dataclass(frozen=True)
class Offer:
    """One suggestion as a page shows it; `language` is that of the text."""

    suggestion: Suggestion
    language: str
    # The number of the newest version, beside which it is read.
    base: int
    passages: list[Passage]

    @property
    def is_open(self) -> bool:
        return any(one.standing is Standing.OPEN for one in self.passages)

    @property
    def is_unanswered(self) -> bool:
        """Also where the author wrote on meanwhile, and the words cannot be taken."""
        answered = {Standing.TAKEN, Standing.LEFT}
        return any(one.standing not in answered for one in self.passages)


def offers_on(post: Post, latest: Revision) -> list[Offer]:
    """All that the author was told of, newest first, against the newest text."""
    return [offer_of(post, one, latest) for one in suggestions_on(post)]


def offers_in(review: Review) -> list[Offer]:
    """What the desk suggests for a text sent in, told or not, and what it suggested
    the times before."""
    latest = latest_revision(review.post)
    suggestions = [*suggestions_in(review), *suggestions_before(review)]
    return [offer_of(review.post, one, latest) for one in suggestions]


def offer_of(post: Post, suggestion: Suggestion, latest: Revision) -> Offer:
    newest = from_plain(latest.content)
    reviewed = from_plain(suggestion.review.revision.content)
    changes = {
        change.key: [change]
        for change in difference(post.kind, reviewed, _with_all(suggestion, reviewed))
    }
    texts = {text.part: text for text in suggestion.texts}
    passages = [
        Passage(part, _standing(texts[part], reviewed, newest), change)
        for part, change in changes.items()
        if part in texts
    ]
    return Offer(suggestion, reviewed.language, latest.number, passages)


def _with_all(suggestion: Suggestion, reviewed: Draft) -> Draft:
    draft = reviewed
    for text in suggestion.texts:
        draft = with_words_at(draft, text.part, text.words)
    return draft


def _standing(text: SuggestedText, reviewed: Draft, newest: Draft) -> Standing:
    if text.fate is not None:
        return Standing(text.fate.value)
    moved = has_moved_on(text, reviewed, newest)
    return Standing.CHANGED if moved else Standing.OPEN
