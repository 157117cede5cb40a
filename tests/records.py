"""What the tests of the administration look at: the newest entry, a failed mail."""

from __future__ import annotations

from sqlalchemy import select

from tests.world import World
from uclg_share.audit import AuditEntry
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification, Topic


def last_entry() -> AuditEntry:
    newest = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)
    return db.session.scalars(newest).one()


def failed_mail(world: World) -> Notification:
    note = Notification(
        account_id=world.amina.id,
        topic=Topic.POST_ACCEPTED,
        attempts=12,
        given_up_at=now(),
        error="550 no such mailbox",
    )
    db.session.add(note)
    db.session.flush()
    return note
