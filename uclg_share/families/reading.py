"""What the page of a post says of its family."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.families.queries import organisation_of, original_of
from uclg_share.families.stale import FACTS
from uclg_share.i18n import LANGUAGES
from uclg_share.organisations.models import Organisation
from uclg_share.permissions import Viewer
from uclg_share.posts.kinds import heading
from uclg_share.posts.models import MadeBy, Post
from uclg_share.posts.queries import find_post
from uclg_share.posts.reading import Reading, published


@dataclass(frozen=True)
class Part:
    """A part the original says otherwise now; the heading is in its language."""

    key: str
    heading: str


@dataclass(frozen=True)
class Translation:
    """`original` is None where its reader may not see it."""

    post: Post
    original: Post | None
    language: str
    translator: str
    organisation: Organisation | None
    stale: list[Part]

    @property
    def is_by_machine(self) -> bool:
        return self.post.made_by is MadeBy.MACHINE

    @property
    def stale_keys(self) -> set[str]:
        return {part.key for part in self.stale}

    @property
    def has_new_facts(self) -> bool:
        return FACTS in self.stale_keys


def translation_of(viewer: Viewer, post: Post) -> Translation | None:
    """None for an original."""
    if not post.is_translation or post.original is None:
        return None
    who = post.answering
    return Translation(
        post=post,
        original=original_of(viewer, post),
        language=post.original.language,
        translator=who.name if who else "",
        organisation=organisation_of(who, post) if who else None,
        stale=[Part(key, _heading(post, key)) for key in post.stale_parts],
    )


def original_beside(viewer: Viewer, post: Post) -> Reading | None:
    """The original as readers see it, for the desk."""
    original = original_of(viewer, post)
    found = find_post(viewer, original.id) if original else None
    return published(viewer, found) if found else None


def text_by_language(post: Post, family: list[Post]) -> dict[str, Post]:
    """The text each interface language leads to: the family's own in that language,
    or else the one that is being read."""
    own = {one.language: one for one in reversed(family)}
    return {code: own.get(code, post) for code in LANGUAGES}


def _heading(post: Post, key: str) -> str:
    """Empty for what has no heading in the text: title, summary and facts."""
    if key in {"title", "summary", FACTS}:
        return ""
    return heading(post.kind, key, post.language)
