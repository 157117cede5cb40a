"""The network addresses behind the record are forgotten; the acts are not."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from uclg_share.audit import AuditEntry, AuditOrigin
from uclg_share.database import db, now

# The page on privacy promises 90 days; a worker that rests for some must not break it.
KEPT = timedelta(days=85)


def sweep() -> int:
    """Remove the addresses that are old enough; the worker does it every hour."""
    old = select(AuditEntry.id).where(AuditEntry.at < now() - KEPT)
    over = delete(AuditOrigin).where(AuditOrigin.entry_id.in_(old))
    result = db.session.execute(over, execution_options={"synchronize_session": False})
    return result.rowcount  # type: ignore[attr-defined, no-any-return]
