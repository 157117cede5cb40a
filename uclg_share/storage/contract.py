"""What both stores promise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

# The name never begins with a dot, so no key leads up or hides.
KEY = re.compile(r"[a-z0-9]{8,64}/[a-z0-9][a-z0-9.]{0,31}")


class Missing(Exception):
    """Nothing is stored under this key."""


class Unavailable(Exception):
    """The store does not answer, is full, or refuses us; nothing is half-written."""


class Store(Protocol):
    """A key that is not of our form is a `ValueError` everywhere."""

    def put(self, key: str, data: bytes, media_type: str) -> None:
        """All or nothing; what was there before is replaced."""

    def get(self, key: str) -> bytes:
        """Raises `Missing`."""

    def delete(self, key: str) -> None:
        """No error when there is nothing."""

    def keys(self) -> Iterator[tuple[str, datetime]]:
        """Every key with the moment it was stored."""


def checked(key: str) -> str:
    """The key, or a `ValueError`: a key of another form is a fault of ours."""
    if not KEY.fullmatch(key):
        raise ValueError("not a key of ours")
    return key
