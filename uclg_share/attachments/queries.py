from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager

from uclg_share.attachments.models import Attachment
from uclg_share.database import db
from uclg_share.permissions import Viewer, may_read_post
from uclg_share.posts.models import Post, Revision, WorkingCopy
from uclg_share.posts.queries import find_own
from uclg_share.reviews.models import Review
from uclg_share.reviews.queries import reviews_for


def find_file(viewer: Viewer, attachment_id: int) -> Attachment | None:
    """A stored file in a text this viewer may read, write or review.

    Readers have what the accepted version names, reviewers what was sent in to them.
    """
    found = db.session.scalar(
        select(Attachment)
        .join(Attachment.post)
        .where(
            Attachment.id == attachment_id,
            Attachment.taken_down_at.is_(None),
            Post.deleted_at.is_(None),
        )
        .options(contains_eager(Attachment.post).joinedload(Post.live_revision))
    )
    if found is None:
        return None
    if is_read_by(viewer, found) or _is_written_or_reviewed(viewer, found):
        return found
    return None


def is_read_by(viewer: Viewer, attachment: Attachment) -> bool:
    """Whether it stands in a published text that this viewer may read."""
    post = attachment.post
    live = post.live_revision
    return may_read_post(viewer, post) and live is not None and _names(live, attachment)


def files_of(post: Post) -> dict[int, Attachment]:
    """Everything stored with a text, also what was taken down; for a translation also
    what readers see of its original."""
    rows = select(Attachment).order_by(Attachment.id)
    if not post.is_translation:
        own = db.session.scalars(rows.where(Attachment.post_id == post.id))
        return {row.id: row for row in own}
    family = (
        rows.add_columns(Revision.content)
        .join(Attachment.post)
        .outerjoin(Post.live_revision)
        .where(
            Attachment.post_id.in_([post.id, post.family_id]),
            or_(Post.id == post.id, Post.hidden_at.is_(None)),
        )
    )
    return {
        row.id: row
        for row, live in db.session.execute(family)
        if row.post_id == post.id or row.id in _ids_in(live)
    }


def find_same(post: Post, sha256: str) -> Attachment | None:
    """The same bytes stored with this text before."""
    same = select(Attachment).where(
        Attachment.post_id == post.id, Attachment.sha256 == sha256
    )
    return db.session.scalars(same.order_by(Attachment.id).limit(1)).first()


def number_with(post: Post) -> int:
    kept = select(func.count()).select_from(Attachment)
    kept = kept.where(Attachment.post_id == post.id, Attachment.taken_down_at.is_(None))
    return db.session.scalar(kept) or 0


def stored_for(account_id: int) -> int:
    """Bytes that one person has stored and that are still there."""
    kept = select(func.sum(Attachment.stored)).where(
        Attachment.added_by_id == account_id, Attachment.taken_down_at.is_(None)
    )
    return db.session.scalar(kept) or 0


def keys_in_use(keys: Iterable[str]) -> set[str]:
    """Those of some keys that a row stands for whose bytes are wanted."""
    used = select(Attachment.key).where(
        Attachment.key.in_(list(keys)), Attachment.taken_down_at.is_(None)
    )
    return set(db.session.scalars(used))


def forgotten(before: datetime, most: int) -> list[Attachment]:
    """What no version and no unsaved text names, and what was thrown away with its
    draft, since before that moment."""
    unnamed = Attachment.named_at.is_(None) & (Attachment.added_at < before)
    rows = (
        select(Attachment)
        .join(Attachment.post)
        .where(or_(unnamed, Post.deleted_at < before))
        .options(contains_eager(Attachment.post))
        .order_by(Attachment.id)
        .limit(most)
        # Whoever names one of them in this moment waits, and finds it gone.
        .with_for_update(of=Attachment, skip_locked=True)
    )
    found = list(db.session.scalars(rows))
    typed = _typed_with({one.post_id for one in found if not one.post.deleted_at})
    return [one for one in found if str(one.id) not in typed]


def _typed_with(post_ids: set[int]) -> set[str]:
    """The numbers of the files that stand in unsaved texts."""
    copies = select(WorkingCopy.content).where(WorkingCopy.post_id.in_(post_ids))
    return {
        value
        for content in db.session.scalars(copies)
        for name, values in content.items()
        if name.endswith("-attachment_id")
        for value in values
    }


def _is_written_or_reviewed(viewer: Viewer, attachment: Attachment) -> bool:
    if not viewer.is_signed_in:
        return False
    if find_own(viewer, attachment.post_id):
        return True
    sent = reviews_for(viewer).where(Review.post_id == attachment.post_id)
    return any(_names(one.revision, attachment) for one in db.session.scalars(sent))


def _names(revision: Revision, attachment: Attachment) -> bool:
    return attachment.id in _ids_in(revision.content)


def _ids_in(content: dict[str, Any] | None) -> set[int]:
    return {line["attachment_id"] for line in (content or {}).get("files", [])}
