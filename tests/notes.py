"""What acts have left in the outbox, and the secrets their mails will carry."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import select

from uclg_share.audit import AuditEntry, Verb
from uclg_share.database import db
from uclg_share.keys import secret_of
from uclg_share.notifications.models import Notification, Topic


def notes(*topics: Topic) -> list[Notification]:
    """Those of some topics, or all, oldest first."""
    found = select(Notification).order_by(Notification.id)
    if topics:
        found = found.where(Notification.topic.in_(topics))
    return list(db.session.scalars(found))


def topics() -> list[Topic]:
    return [note.topic for note in notes()]


def secret_in(note: Notification) -> str:
    return secret_of(note.data["nonce"], current_app.config["SECRET_KEY"])


def verbs() -> list[Verb]:
    return list(db.session.scalars(select(AuditEntry.verb).order_by(AuditEntry.id)))
