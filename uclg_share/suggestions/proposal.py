from __future__ import annotations

from dataclasses import dataclass, replace

from uclg_share.posts.drafts import Draft
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import Kind
from uclg_share.text import clean_text

ABOVE = ("title", "summary")


@dataclass(frozen=True)
class Proposal:
    """Other words by part, and a word to the author; `version` is the number of the
    suggestion they were written on, 0 for a new one."""

    texts: dict[str, str]
    note: str = ""
    version: int = 0


def parts_of(kind: Kind, draft: Draft) -> list[str]:
    """The running texts of a post, in their order."""
    return [*ABOVE, *(part.key for part in spec_of(kind, draft.guide).parts)]


def words_at(draft: Draft, part: str) -> str:
    if part in ABOVE:
        return str(getattr(draft, part))
    return draft.sections.get(part, "")


def with_words_at(draft: Draft, part: str, words: str) -> Draft:
    if part == "title":
        return replace(draft, title=words)
    if part == "summary":
        return replace(draft, summary=words)
    return replace(draft, sections={**draft.sections, part: words})


def reads_as(text: str, other: str) -> bool:
    """What came from a file and what came from a form may differ in what none sees."""
    return clean_text(text) == clean_text(other)
