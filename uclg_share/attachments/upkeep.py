"""What nobody needs any more is removed: rows first, bytes when the rows are gone.

Both ways of breaking off in the middle are mended by the next round: bytes whose row
was never committed, and bytes whose row is gone already.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from flask import current_app

from uclg_share.attachments import storing
from uclg_share.attachments.queries import forgotten, keys_in_use
from uclg_share.database import db, now
from uclg_share.storage import Unavailable, store

# As long a text may lie open with a file that nothing has kept yet.
WAIT = timedelta(hours=24)
AT_ONCE = 200


def remove_orphans() -> int:
    """How many files were removed. Commits, because the bytes go after the rows."""
    number = 0
    try:
        number = _remove_rows()
        _remove_bytes()
    except Unavailable as error:  # they are still there in an hour
        current_app.logger.error("store", exc_info=error)
    return number


def _remove_rows() -> int:
    rows = forgotten(now() - WAIT, AT_ONCE)
    gone = [(row.key, row.form) for row in rows]
    for row in rows:
        db.session.delete(row)
    db.session.commit()
    for key, form in gone:
        storing.forget(key, form)
    return len(gone)


def _remove_bytes() -> None:
    """What has no row, or one that was taken down."""
    before = now() - WAIT
    old = (key for key, stored_at in store().keys() if stored_at < before)  # noqa: SIM118  no dictionary
    while some := list(islice(old, AT_ONCE)):
        used = keys_in_use({key.partition("/")[0] for key in some})
        db.session.rollback()  # the store may be slow: hold nothing meanwhile
        for key in some:
            if key.partition("/")[0] not in used:
                store().delete(key)
