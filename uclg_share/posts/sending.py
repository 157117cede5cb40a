"""Whether a text can be sent in: whole, or as an outline where its group takes them."""

from __future__ import annotations

from typing import Any

from uclg_share.attachments.describing import undescribed
from uclg_share.database import db
from uclg_share.families.lacking import lacking
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import Viewer, ensure, may_send_outline
from uclg_share.posts.completeness import level, missing
from uclg_share.posts.drafts import Draft, from_plain
from uclg_share.posts.models import Completeness, Post


class Incomplete(Exception):
    """Parts are still to be written; `open_points` says which, for people."""

    def __init__(self, open_points: dict[str, Any]) -> None:
        super().__init__(", ".join(open_points))
        self.open_points = open_points


def must_be_ready(
    viewer: Viewer, post: Post, group: WorkingGroup, draft: Draft, as_outline: bool
) -> None:
    """Raises `Incomplete`, unless it is an outline, sent as one, and the group takes
    outlines. Whatever way a text came, it goes to the desk through here."""
    open_now = open_points(post, draft)
    if not open_now:
        return
    if not as_outline or not is_outline(post, draft):
        raise Incomplete(open_now)
    ensure(may_send_outline(viewer, post, group))


def open_points(post: Post, draft: Draft) -> dict[str, Any]:
    """What is still to do. A translation says what its original says, and no more."""
    open_now = missing(post.kind, draft)
    original = _original_of(post, draft)
    if original is None:
        return open_now | undescribed(post, draft)
    text = _live_text(original)
    unsaid = missing(post.kind, text)
    asked = {name: words for name, words in open_now.items() if name not in unsaid}
    return asked | lacking(post, draft, text)


def level_of(post: Post, draft: Draft) -> Completeness | None:
    """How far a text goes; what was compiled was never an outline, and a translation
    goes as far as its original."""
    if post.is_compiled:
        return Completeness.COMPLETE
    original = _original_of(post, draft)
    if original is not None and not open_points(post, draft):
        return original.completeness or Completeness.COMPLETE
    return level(post.kind, draft)


def is_outline(post: Post, draft: Draft) -> bool:
    """Whether it lacks parts, and may still go out as an outline. What is to be said of
    pictures is never left out."""
    lacks = not post.is_translation and bool(open_points(post, draft))
    if not lacks or undescribed(post, draft):
        return False
    return level_of(post, draft) is Completeness.OUTLINE


def _original_of(post: Post, draft: Draft) -> Post | None:
    """The published text that a translation renders."""
    if draft.origin is None or post.family_id in {None, post.id}:
        return None
    original = db.session.get(Post, post.family_id)
    return original if original and original.live_revision else None


def _live_text(post: Post) -> Draft:
    assert post.live_revision is not None  # `_original_of` looked
    return from_plain(post.live_revision.content)
