"""How often a thing may be done: counted in one table, exact across processes."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from threading import Lock

from flask import current_app, request
from sqlalchemy import Integer, String, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from uclg_share.database import Model, db, is_sqlite, now

# The stretch is counted in so many steps and the one begun, so that it has no seam at
# which twice the number would pass.
STEPS = 6
# So many counts one process keeps of what is only read.
MOST_HERE = 20_000
_TURN = Lock()


class TooMany(Exception):
    """The limit is reached; `retry_after` says in how many seconds it lifts."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


class Hit(Model):
    """How often one key was used in one step of time."""

    __tablename__ = "hit"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    # Seconds since 1970 when the row means nothing any more.
    until: Mapped[int] = mapped_column(Integer, index=True)


@dataclass(frozen=True)
class Limit:
    """At most so many in any stretch of so many seconds."""

    name: str
    number: int
    seconds: int

    @property
    def step(self) -> int:
        return self.seconds // STEPS


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
KEEP_ACCOUNT = Limit("keep-account", 3000, 3600)
UPLOAD_ACCOUNT = Limit("upload-account", 200, 3600)
COMMENT_ACCOUNT = Limit("comment-account", 60, 3600)
MARK_ACCOUNT = Limit("mark-account", 300, 3600)
FLAG_ACCOUNT = Limit("flag-account", 30, 3600)
ASK_ACCOUNT = Limit("ask-account", 10, 86400)
TAKE_ACCOUNT = Limit("take-account", 30, 3600)
DATA_ACCOUNT = Limit("data-account", 10, 3600)
IMPORT_ACCOUNT = Limit("import-account", 60, 3600)
PREVIEW_ACCOUNT = Limit("preview-account", 900, 3600)
SIMILAR_ACCOUNT = Limit("similar-account", 900, 3600)
API_ADDRESS = Limit("api-address", 600, 300)
PACK_ADDRESS = Limit("pack-address", 30, 600)


def spend(limit: Limit, key: str) -> None:
    """Count one use, or raise `TooMany`.

    Commits at once, so that a request that fails later still counts: call it before
    anything else is written. What is refused is not counted, so that nobody is kept
    out for good by somebody who goes on trying.
    """
    moment = int(now().timestamp())
    _add_one(limit, key, moment)
    used = _used(limit, key, moment)
    if sum(used.values()) > limit.number:
        db.session.rollback()
        raise TooMany(min(used) - moment)
    db.session.commit()


def give_back(limit: Limit, key: str) -> None:
    """Not count the last use after all, with the commit of the act it allowed."""
    row = _row(limit, key, int(now().timestamp()) // limit.step)
    less = update(Hit).where(Hit.key == row, Hit.number > 0)
    db.session.execute(less.values(number=Hit.number - 1))


def _add_one(limit: Limit, key: str, moment: int) -> None:
    """The row stays locked until the commit: of two at once, the second counts both."""
    step = moment // limit.step
    until = (step + STEPS + 1) * limit.step
    insert = (sqlite if is_sqlite() else postgresql).insert(Hit)
    statement = insert.values(key=_row(limit, key, step), number=1, until=until)
    more = {"number": Hit.number + 1}
    db.session.execute(
        statement.on_conflict_do_update(index_elements=[Hit.key], set_=more)
    )


def _used(limit: Limit, key: str, moment: int) -> dict[int, int]:
    """How often within the stretch, by the second at which it no longer counts."""
    last = moment // limit.step
    keys = [_row(limit, key, step) for step in range(last - STEPS, last + 1)]
    rows = select(Hit.until, Hit.number).where(Hit.key.in_(keys), Hit.number > 0)
    return {until: number for until, number in db.session.execute(rows)}


def _row(limit: Limit, key: str, step: int) -> str:
    return f"{limit.name}:{step}:{key}"[:200]


def spend_posting(limit: Limit, key: str) -> None:
    """As `spend`, unless this instance was started with POSTING_LIMIT=off."""
    if current_app.config["SETTINGS"].posting_limit:
        spend(limit, key)


def spend_here(limit: Limit, key: str) -> None:
    """As `spend_posting`, for what is only read, and so writes nothing: each process
    counts for itself, until it ends. The oldest of many counts make room."""
    if not current_app.config["SETTINGS"].posting_limit:
        return
    counts: dict[str, int] = current_app.extensions.setdefault("counted_here", {})
    moment = int(now().timestamp())
    last = moment // limit.step
    steps = range(last - STEPS, last + 1)
    with _TURN:
        used = {one: counts.get(_row(limit, key, one), 0) for one in steps}
        if sum(used.values()) >= limit.number:
            first = min(step for step, number in used.items() if number)
            raise TooMany((first + STEPS + 1) * limit.step - moment)
        counts[_row(limit, key, last)] = used[last] + 1
        while len(counts) > MOST_HERE:
            del counts[next(iter(counts))]


def client_address() -> str:
    return network_of(request.remote_addr or "unknown")


def network_of(address: str) -> str:
    """The network address of a reader; an IPv6 one stands for its /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def sweep() -> int:
    """Remove rows that count no more; the worker does it now and then."""
    over = delete(Hit).where(Hit.until < int(now().timestamp()))
    return db.session.execute(over).rowcount  # type: ignore[attr-defined, no-any-return]
