"""What somebody with the database in hand could do to the record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, text

from uclg_share.audit import AuditEntry
from uclg_share.database import db, is_sqlite

TRIGGERS = (
    "audit_entry_no_update",
    "audit_entry_no_delete",
    "audit_entry_no_replace",
)


def tamper(statement: str, **values: Any) -> None:
    """Run it without the triggers, in this transaction; they are back afterwards."""
    back = _put_aside()
    # Where an entry came from points at it.
    db.session.execute(text("DELETE FROM audit_origin"))
    db.session.execute(text(statement), values)
    for words in back:
        db.session.execute(text(words))
    db.session.expire_all()


def written() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def _put_aside() -> list[str]:
    if not is_sqlite():
        db.session.execute(text("ALTER TABLE audit_entry DISABLE TRIGGER USER"))
        return ["ALTER TABLE audit_entry ENABLE TRIGGER USER"]
    find = text("SELECT sql FROM sqlite_master WHERE name = :name")
    made = []
    for name in TRIGGERS:
        made.append(db.session.execute(find, {"name": name}).scalar_one())
        db.session.execute(text(f"DROP TRIGGER {name}"))
    return made
