"""A number on a page that never costs more than a page: counting stops in time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from uclg_share.database import db

# What waits is work for people: nobody needs to know how far beyond this it goes.
MOST_COUNTED = 1000


def number_of(rows: Select[Any], most: int = MOST_COUNTED) -> int:
    """How many rows this is; of more than `most`, as many. Where a number grows with
    the site and has to be right it is a column kept by the acts, and not this."""
    some = rows.order_by(None).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0
