"""Keeping posts to read, with a word on why."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from uclg_share import audit
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.permissions import Viewer, ensure, may_save, may_use_account
from uclg_share.posts.models import Post
from uclg_share.reading_list.models import SavedPost
from uclg_share.reading_list.queries import find_saved

# So many posts one person keeps.
MOST = 200


class TooManySaved(Exception):
    """A reading list holds no more than `MOST`."""


def save(viewer: Viewer, post: Post) -> SavedPost:
    """Put a post on one's list, on top; saving it twice is saving it once."""
    ensure(may_save(viewer, post))

    audit.take_turn()  # of two at once, the second finds the first
    family_id = post.family_id or post.id
    saved = find_saved(viewer, family_id)
    if saved is not None and saved.removed_at is None:
        return saved
    _must_have_room(viewer)
    if saved is None:
        saved = SavedPost(account_id=viewer.account_id, family_id=family_id)
        db.session.add(saved)
    saved.at, saved.removed_at = now(), None
    _trace(viewer, Verb.READING_SAVED)
    return saved


def note(viewer: Viewer, saved: SavedPost, words: str) -> None:
    """Say to oneself why it is kept."""
    ensure(may_use_account(viewer, saved.account_id))

    _hold(saved, is_kept=True)
    saved.note = words
    _trace(viewer, Verb.READING_NOTED)


def remove(viewer: Viewer, saved: SavedPost) -> None:
    """Take it off; until the next is taken off it can be put back as it was."""
    ensure(may_use_account(viewer, saved.account_id))

    _hold(saved, is_kept=True)
    earlier = delete(SavedPost).where(
        SavedPost.account_id == saved.account_id, SavedPost.removed_at.is_not(None)
    )
    db.session.execute(earlier)
    saved.removed_at = now()
    _trace(viewer, Verb.READING_REMOVED)


def restore(viewer: Viewer, saved: SavedPost) -> None:
    """Put it back where it stood."""
    ensure(may_use_account(viewer, saved.account_id))

    _hold(saved, is_kept=False)
    _must_have_room(viewer)
    saved.removed_at = None
    _trace(viewer, Verb.READING_RESTORED)


def _hold(saved: SavedPost, is_kept: bool) -> None:
    """Under lock, and as the page that was pressed has shown it."""
    db.session.refresh(saved, with_for_update={"of": SavedPost})
    if (saved.removed_at is None) is not is_kept:
        raise ChangedMeanwhile


def _must_have_room(viewer: Viewer) -> None:
    kept = select(func.count()).where(
        SavedPost.account_id == viewer.account_id, SavedPost.removed_at.is_(None)
    )
    if (db.session.scalar(kept) or 0) >= MOST:
        raise TooManySaved


def _trace(viewer: Viewer, verb: Verb) -> None:
    """Never what it is: what somebody reads is their own business."""
    audit.record(viewer, verb, f"account:{viewer.account_id}")
