"""Where in a list somebody reads on: the place between two rows, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


@dataclass(frozen=True)
class Cursor:
    """The place between two rows: a moment or name, an id, which way to read on."""

    at: datetime | str
    id: int
    newer: bool = False


def write_cursor(cursor: Cursor) -> str:
    if isinstance(cursor.at, str):
        return _signer("name").dumps([cursor.at, cursor.id, int(cursor.newer)])
    stamp = round(cursor.at.timestamp() * 1_000_000)
    return _signer().dumps([stamp, cursor.id, int(cursor.newer)])


def read_cursor(text: str | None) -> Cursor | None:
    if not text:
        return None
    try:
        stamp, row_id, newer = _signer().loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    seconds, micro = divmod(stamp, 1_000_000)
    at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro)
    return Cursor(at, row_id, bool(newer))


def read_name_cursor(text: str | None) -> Cursor | None:
    if not text:
        return None
    try:
        name, row_id, newer = _signer("name").loads(text)
    except (BadSignature, ValueError, TypeError):
        return None
    return Cursor(name, row_id, bool(newer))


def _signer(kind: str = "moment") -> URLSafeSerializer:
    return _signer_of(current_app.secret_key or "", kind)


@lru_cache(maxsize=10)
def _signer_of(secret: str | bytes, kind: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=f"cursor:{kind}")
