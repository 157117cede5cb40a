from __future__ import annotations

from datetime import datetime

from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.families.queries import begun_in, live_text, texts_in
from uclg_share.families.stale import keys_of
from uclg_share.families.starting import start_in_family
from uclg_share.families.words import begun
from uclg_share.permissions import Viewer, ensure, may_translate
from uclg_share.posts.drafts import Origin
from uclg_share.posts.models import Post


class AlreadyTranslated(ChangedMeanwhile):
    """There is a text in this language: it is revised, not made a second time."""

    def __init__(self, post: Post) -> None:
        super().__init__()
        self.post = post


class OthersTranslate(ChangedMeanwhile):
    """Somebody has begun lately; `free_at` is when another may begin too."""

    def __init__(self, free_at: datetime) -> None:
        super().__init__()
        self.free_at = free_at


def begin(viewer: Viewer, original: Post, language: str) -> Post:
    """The draft of a translation with the facts of the original; one's own from
    before, if there is one.

    Raises `AlreadyTranslated` or `OthersTranslate`.
    """
    ensure(may_translate(viewer, original))

    # Of two who begin in the same moment, the second hears of the first.
    db.session.refresh(original, with_for_update={"of": Post})
    if published := texts_in(original).get(language):
        raise AlreadyTranslated(published)
    known = begun_in(viewer, original).get(language)
    if known and known.is_mine:
        return known.post
    if known and known.is_kept:
        raise OthersTranslate(known.free_at)
    number, text = live_text(original)
    origin = Origin(follows=dict.fromkeys(keys_of(text), number))
    return start_in_family(viewer, original, begun(text, language, origin))
