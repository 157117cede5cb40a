"""What search finds in a test, and texts for it to find."""

from __future__ import annotations

from typing import Any

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.models import Post
from uclg_share.search.asking import read
from uclg_share.search.fields import known_of
from uclg_share.search.queries import matching

KNOWN = known_of([], [], "en")


def found(
    text: str, viewer: Viewer = ANYONE, *languages: str, ticked: Any = None
) -> list[int]:
    """The posts, newest first."""
    asked = read(text, ticked or {}, KNOWN)
    rows = matching(viewer, asked.wanted(), languages or ("en",))
    return [row.post_id for row in rows]


def written(world: World, title: str, **changes: Any) -> Post:
    draft = case_study(world, title, **{"summary": "Told in short.", **changes})
    return published(world, draft)
