"""What is done with the stored files of a text."""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import update

from uclg_share import audit
from uclg_share.attachments import storing
from uclg_share.attachments.intake import Taken
from uclg_share.attachments.models import Attachment
from uclg_share.attachments.queries import files_of, find_same, number_with, stored_for
from uclg_share.attachments.refusals import MOST_BYTES, MOST_FILES, Fault, Refused
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import Viewer, ensure, may_edit, may_take_down
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Post
from uclg_share.storage import Missing


def add(viewer: Viewer, post: Post, taken: Taken) -> Attachment:
    """Store a file with a text; the same file again is the one that is there.

    Raises `Refused` when there are too many, and `storage.Unavailable`. The bytes are
    stored before the row is committed: bytes without a row are swept away, a row
    without bytes would be a hole in a text.
    """
    ensure(may_edit(viewer, post))

    db.session.refresh(post, with_for_update={"of": Post})
    if same := find_same(post, taken.sha256):
        return _once_more(same)
    if number_with(post) >= MOST_FILES:
        raise Refused(Fault.TOO_MANY)
    if stored_for(viewer.account_id) + taken.stored > MOST_BYTES:
        raise Refused(Fault.NO_ROOM)
    attachment = _row(viewer, post, taken)
    storing.put(attachment.key, taken)
    db.session.add(attachment)
    db.session.flush()  # the texts that show it name its id
    return attachment


def take_down(viewer: Viewer, attachment: Attachment, reason: str) -> None:
    """Nobody is served it any more; whoever answers for the text reads the reason.

    The bytes go after the commit, with `storing.forget`.
    """
    ensure(may_take_down(viewer, attachment))

    db.session.refresh(attachment, with_for_update={"of": Attachment})
    if attachment.taken_down_at is not None:
        raise ChangedMeanwhile
    attachment.taken_down_at = now()
    attachment.taken_down_by_id = viewer.account_id or None
    attachment.taken_down_reason = reason
    post = attachment.post
    is_known = post.published_at is not None
    audit.record(
        viewer,
        Verb.FILE_REMOVED,
        post,
        group_id=post.lead_group_id,
        reason=reason,
        audience=Audience.PUBLIC if is_known else Audience.COORDINATORS,
        file=attachment.id,
        **({"title": post.title} if is_known else {}),
    )
    if post.answering:
        said = {"title": post.title or post.working_title, "name": attachment.name}
        notify([post.answering], Topic.FILE_TAKEN_DOWN, reason=reason, **said)


def note_named(post: Post, draft: Draft) -> None:
    """A version of the text shows these: they are kept as long as the text."""
    ids = [one.attachment_id for one in draft.files]
    if not ids:
        return
    fresh = update(Attachment).where(
        Attachment.post_id == post.id,
        Attachment.id.in_(ids),
        Attachment.named_at.is_(None),
    )
    db.session.execute(fresh.values(named_at=now()))


def copied(
    viewer: Viewer, to: Post, post: Post, files: tuple[Enclosure, ...]
) -> tuple[Enclosure, ...]:
    """What one text shows, stored with another as well, as far as it is still there
    and there is room. That the viewer may use what `post` shows, the caller sees."""
    ensure(may_edit(viewer, to))

    stored, found = files_of(post) if files else {}, []
    for one in files:
        file = stored.get(one.attachment_id)
        if file is None or file.taken_down_at is not None:
            continue
        with suppress(Refused, Missing):
            copy = add(viewer, to, storing.taken_again(file))
            found.append(replace(one, attachment_id=copy.id))
    return tuple(found)


def _once_more(attachment: Attachment) -> Attachment:
    if attachment.taken_down_at is not None:
        raise Refused(Fault.TAKEN_DOWN)
    attachment.added_at = now()  # as if it came just now: not swept away today
    return attachment


def _row(viewer: Viewer, post: Post, taken: Taken) -> Attachment:
    return Attachment(
        post=post,
        form=taken.form,
        name=taken.name,
        media_type=taken.media_type,
        key=secrets.token_hex(16),
        sha256=taken.sha256,
        size=taken.size,
        stored=taken.stored,
        width=taken.width,
        height=taken.height,
        added_by_id=viewer.account_id or None,
    )
