"""The same form pressed twice makes one thing."""

from __future__ import annotations

import re
import secrets

from flask import g, request
from markupsafe import Markup
from sqlalchemy import String, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, Moment, ShortText, db, is_sqlite, now

FIELD = "once"
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class Once(Model):
    """A form that was sent, and where its first press led."""

    __tablename__ = "once"

    key: Mapped[str] = mapped_column(String(100), primary_key=True)
    location: Mapped[ShortText] = mapped_column(default="")
    at: Mapped[Moment] = mapped_column(default=now, index=True)


def field() -> Markup:
    """The hidden field of a form that creates something; its key survives a 422, unless
    this very press has used it: what is corrected then is sent with another."""
    sent = request.form.get(FIELD, "")
    is_free = KEY.fullmatch(sent) and not g.get("once_claimed")
    key = sent if is_free else secrets.token_urlsafe(18)
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, key)


def claim(account_id: int, purpose: str = "") -> Once | None:
    """Take the key of this form, or None when an earlier press has it.

    A form that is sent for several things names the `purpose`. Waits for an earlier
    press that is still at work, so `earlier()` is then known.
    """
    key = _key(account_id, purpose)
    insert = (sqlite if is_sqlite() else postgresql).insert(Once)
    statement = insert.values(key=key, location="", at=now()).on_conflict_do_nothing()
    fresh = db.session.execute(statement.returning(Once.key)).scalar()
    g.once_claimed = fresh is not None
    return db.session.get(Once, key) if fresh else None


def earlier(account_id: int, purpose: str = "") -> str:
    """Where the first press led; empty if it failed half-way."""
    found = db.session.get(Once, _key(account_id, purpose))
    return found.location if found else ""


def sweep(before: Moment) -> None:
    db.session.execute(delete(Once).where(Once.at < before))


def _key(account_id: int, purpose: str) -> str:
    sent = request.form.get(FIELD, "")
    # A form without a key (another program) is simply a form of its own.
    key = sent if KEY.fullmatch(sent) else secrets.token_urlsafe(18)
    return f"{account_id}:{key}:{purpose}".rstrip(":")
