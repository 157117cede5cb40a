"""The reason of a decision, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uclg_share.i18n import local
from uclg_share.reviews.models import Reason, Review
from uclg_share.words import word


def why(review: Review) -> Any:
    """What a page says; empty where nothing needed a reason."""
    if review.own_reason:
        return local(review.own_reason.names)
    return word(review.reason) if review.reason else ""


def why_told(data: Mapping[str, Any]) -> Any:
    """What a mail says, from the data of its note."""
    if own := data.get("own_reason"):
        return local(own)
    return word(Reason(data["reason"])) if data.get("reason") else ""
