"""What a translator sends from the page of a translation."""

from __future__ import annotations

from typing import Any

from tests.families import live, live_number
from uclg_share.families.words import words_of
from uclg_share.posts.models import Post


def edit(post: Post) -> str:
    return f"/en/posts/{post.id}/edit"


def form_of(post: Post, language: str = "fr", **changes: Any) -> dict[str, Any]:
    """Every word of the original in another language, as a browser sends it."""
    words = words_of(live(post.original))
    said = {key: f"{text} ({language})" for key, text in words.items() if text}
    seen = live_number(post.original)
    return {**said, "made_by": "person", "seen": seen, "base": 1, **changes}
