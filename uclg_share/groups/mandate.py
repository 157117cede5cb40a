"""The mandate of a group as a page shows it.

Descriptions are few and rarely changed, so their HTML is kept by the text itself: each
process renders each text once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from uclg_share import markup
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import DEFAULT, local
from uclg_share.posts.display import paragraphs

OPENING = 40  # words


@dataclass(frozen=True)
class Mandate:
    """In the language asked for, or else in English."""

    html: Markup
    language: str


def mandate_of(group: WorkingGroup, language: str) -> Mandate | None:
    text = local(group.descriptions, language)
    if not text.strip():
        return None
    spoken = language if group.descriptions.get(language) else DEFAULT
    return Mandate(_rendered(text), spoken)


def opening_of(group: WorkingGroup, language: str) -> str:
    """Its first words, for a list of groups."""
    mandate = mandate_of(group, language)
    if mandate is None:
        return local(group.short_descriptions, language)
    words = markup.plain(str(mandate.html)).split()
    opening = " ".join(words[:OPENING])
    return f"{opening}…" if len(words) > OPENING else opening


@lru_cache(maxsize=256)
def _rendered(text: str) -> Markup:
    try:
        return Markup(markup.render(text))  # noqa: S704  what `render` gives is safe
    except markup.Unreadable:
        return paragraphs(text)
