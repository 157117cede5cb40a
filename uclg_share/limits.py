"""How often a thing may be done: counted in one table, exact across processes."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from flask import current_app, request
from sqlalchemy import Integer, String, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, db, is_sqlite, now


class TooMany(Exception):
    """The limit is reached; `retry_after` says in how many seconds it lifts."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Hit(Model):
    """How often one key was used in one window of time."""

    __tablename__ = "hit"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    # Seconds since 1970 when the row means nothing any more.
    until: Mapped[int] = mapped_column(Integer, index=True)


@dataclass(frozen=True)
class Limit:
    """So many within so many seconds."""

    name: str
    number: int
    seconds: int


# Documented in docs/security.md; `POSTING_LIMIT=off` lifts those marked there.
SIGN_IN_ACCOUNT = Limit("sign-in-account", 10, 300)
SIGN_IN_ADDRESS = Limit("sign-in-address", 60, 300)
SIGN_UP_ADDRESS = Limit("sign-up-address", 60, 3600)
RESET_ACCOUNT = Limit("reset-account", 5, 3600)
RESET_ADDRESS = Limit("reset-address", 30, 3600)
PROVE_ACCOUNT = Limit("prove-account", 10, 300)
INVITE_ACCOUNT = Limit("invite-account", 30, 3600)
POST_ACCOUNT = Limit("post-account", 30, 3600)
SAVE_ACCOUNT = Limit("save-account", 600, 3600)
PREVIEW_ACCOUNT = Limit("preview-account", 900, 3600)
SUGGEST_ADDRESS = Limit("suggest-address", 600, 300)


def spend(limit: Limit, key: str) -> None:
    """Count one use, or raise `TooMany`.

    Commits at once, so that a request that fails later still counts: call it before
    anything else is written.
    """
    moment = int(now().timestamp())
    until = (moment // limit.seconds + 1) * limit.seconds
    insert = (sqlite if is_sqlite() else postgresql).insert(Hit)
    statement = insert.values(key=_row(limit, key, moment), number=1, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=[Hit.key], set_={"number": Hit.number + 1}
    )
    number = db.session.execute(statement.returning(Hit.number)).scalar_one()
    db.session.commit()
    if number > limit.number:
        raise TooMany(until - moment)


def give_back(limit: Limit, key: str) -> None:
    """Not count the last use after all, with the commit of the act it allowed."""
    row = _row(limit, key, int(now().timestamp()))
    less = update(Hit).where(Hit.key == row, Hit.number > 0)
    db.session.execute(less.values(number=Hit.number - 1))


def _row(limit: Limit, key: str, moment: int) -> str:
    return f"{limit.name}:{moment // limit.seconds}:{key}"[:200]


def spend_posting(limit: Limit, key: str) -> None:
    """As `spend`, unless this instance was started with POSTING_LIMIT=off."""
    if current_app.config["SETTINGS"].posting_limit:
        spend(limit, key)


def client_address() -> str:
    """The network address of the reader; an IPv6 one stands for its /64."""
    address = request.remote_addr or "unknown"
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def sweep() -> int:
    """Remove rows whose window is over; the worker does it now and then."""
    over = delete(Hit).where(Hit.until < int(now().timestamp()))
    return db.session.execute(over).rowcount  # type: ignore[attr-defined, no-any-return]
