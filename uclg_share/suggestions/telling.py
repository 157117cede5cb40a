"""Who hears of words that were suggested, and of words that were taken."""

from __future__ import annotations

from typing import Any

from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer
from uclg_share.reviews.models import Review
from uclg_share.suggestions.models import Suggestion
from uclg_share.suggestions.queries import suggestions_in


def tell(suggestion: Suggestion) -> None:
    suggestion.told_at = suggestion.told_at or now()


def hand_over(review: Review) -> dict[str, int]:
    """The words suggested for a text go back with it; what the mail says of them."""
    suggestions = suggestions_in(review)
    for suggestion in suggestions:
        tell(suggestion)
    parts = {text.part for one in suggestions for text in one.texts}
    return {"suggested": len(parts)}


def tell_of_taking(viewer: Viewer, suggestion: Suggestion, number: int) -> None:
    """Whoever suggested the words, unless they took them as well."""
    if suggestion.by_id == viewer.account_id:
        return
    who = db.session.get(Account, viewer.account_id)
    told = {**about(suggestion), "name": who.name if who else "", "number": number}
    notify([suggestion.by], Topic.SUGGESTION_TAKEN, **told)


def about(suggestion: Suggestion) -> dict[str, Any]:
    review = suggestion.review
    return {
        "post_id": review.post_id,
        "review_id": review.id,
        "group_id": review.group_id,
        "title": review.revision.content["title"],
        "language": review.revision.content["language"],
        "group": review.group.names,
        "name": suggestion.by.name,
    }
