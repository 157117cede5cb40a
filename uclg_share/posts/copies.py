"""What is typed is kept before it is saved: one copy for each author of a text."""

from __future__ import annotations

from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.permissions import Viewer, ensure, may_edit
from uclg_share.posts.models import Post, WorkingCopy
from uclg_share.posts.queries import latest_revision
from uclg_share.text import clean_line

Content = dict[str, list[str]]


def copy_of(viewer: Viewer, post: Post) -> WorkingCopy | None:
    """What this author typed and did not save yet."""
    return db.session.get(WorkingCopy, (post.id, viewer.account_id))


def keep(
    viewer: Viewer, post: Post, content: Content, base: int, sequence: int
) -> WorkingCopy:
    """Keep what a window holds, unless a newer one was kept or saved elsewhere.

    `sequence` is the number the window knows, `base` the revision it began from.
    Raises `ChangedMeanwhile` for an older window; nothing is overwritten then.
    """
    ensure(may_edit(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    refuse_older(viewer, post, sequence)
    if base != latest_revision(post).number:
        raise ChangedMeanwhile
    copy = copy_of(viewer, post)
    if copy is None:
        copy = WorkingCopy(post_id=post.id, account_id=viewer.account_id, sequence=0)
        db.session.add(copy)
    if title := clean_line(" ".join(content.get("title", []))):
        post.working_title = title[:200]
    copy.base, copy.content = base, content
    copy.sequence, copy.kept_at = sequence + 1, now()
    return copy


def refuse_older(viewer: Viewer, post: Post, sequence: int) -> None:
    """Raise `ChangedMeanwhile` when another window has kept something since."""
    copy = copy_of(viewer, post)
    if (copy.sequence if copy else 0) != sequence:
        raise ChangedMeanwhile


def forget(viewer: Viewer, post: Post) -> None:
    """The copy has served: its text is saved, or thrown away."""
    if copy := copy_of(viewer, post):
        db.session.delete(copy)
