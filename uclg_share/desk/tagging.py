"""A post of another group stays among those of one's own."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db, now
from uclg_share.desk.loading import Tag
from uclg_share.notifications.models import Announcement
from uclg_share.permissions import Viewer, ensure, may_keep_tag


def keep(viewer: Viewer, tag: Tag) -> None:
    """Say that a coordinator has looked at it; it leaves the desk."""
    ensure(may_keep_tag(viewer, tag.group))

    note = tag.announcement
    db.session.refresh(note, with_for_update={"of": Announcement})
    if note.seen_at:
        first = db.session.get(Account, note.seen_by_id or 0)
        raise AlreadyDecided(first.name if first else "")
    note.seen_at, note.seen_by_id = now(), viewer.account_id or None
    audit.record(
        viewer,
        Verb.TAG_KEPT,
        tag.post,
        group_id=tag.group.id,
        audience=Audience.COORDINATORS,
    )
