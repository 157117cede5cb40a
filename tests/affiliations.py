"""Who writes for whom in the named world, and who heard of it."""

from __future__ import annotations

from sqlalchemy import select

from tests.world import World
from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.notifications.models import Notification, Topic
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.people import current_of


def told(topic: Topic) -> list[int | None]:
    notes = select(Notification.account_id).where(Notification.topic == topic)
    return sorted(db.session.scalars(notes).all(), key=str)


def verbs() -> list[Verb]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))


def of(world: World, name: str, organisation: Organisation) -> Affiliation:
    found = current_of(getattr(world, name).id, organisation.id)
    assert found is not None
    return found
