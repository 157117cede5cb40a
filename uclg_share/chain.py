"""Whether the record is whole: each entry fits the one before and what it says itself.

What this cannot know: that the newest entries were cut off, or that somebody wrote the
whole record anew. Against both helps a hash noted elsewhere: the pages and the feeds of
the public log show some, and `Check.met` says whether one is still there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from uclg_share.audit import AuditEntry
from uclg_share.database import db

AT_ONCE = 500  # rows in memory, however long the record is


class Fault(StrEnum):
    ALTERED = "altered"  # the entry says something else than when it was written
    TORN = "torn"  # something before it was removed, or put in


@dataclass(frozen=True)
class Check:
    """How far the record was read, and what stopped it."""

    number: int = 0
    newest: str = ""
    fault: Fault | None = None
    entry_id: int | None = None
    met: bool = False


def check(noted: str = "") -> Check:
    """Read the record from its first entry; `noted` begins a hash it should hold."""
    number, previous, met = 0, "", False
    rows = select(AuditEntry).order_by(AuditEntry.id)
    options = {"yield_per": AT_ONCE}
    # Closes the cursor of PostgreSQL.
    with db.session.scalars(rows, execution_options=options) as entries:
        for entry in entries:
            if fault := _fault_of(entry, previous):
                return Check(number, previous, fault, entry.id, met)
            number, previous = number + 1, entry.hash
            met = met or (noted != "" and entry.hash.startswith(noted))
    return Check(number, previous, met=met)


def broken_link() -> int | None:
    """The id of the first entry that does not fit the one before, or None."""
    return check().entry_id


def _fault_of(entry: AuditEntry, previous: str) -> Fault | None:
    if entry.hash != entry.sealed():
        return Fault.ALTERED
    return Fault.TORN if entry.previous_hash != previous else None
