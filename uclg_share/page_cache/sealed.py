"""A page as bytes that only a process of the same site and release can have written.

Others may write into the same store, and it may give back anything. So nothing of it is
believed but what has the seal of this site, of this release and of this very address.
"""

from __future__ import annotations

import gzip
import hashlib
import hmac
import json
import time
from collections.abc import Iterable
from pathlib import Path

from config import Settings
from uclg_share.page_cache.pages import LONGEST_LIFE, Page, laid_out
from uclg_share.page_cache.shelf import Key

ROOT = Path(__file__).resolve().parents[2]
# What decides how a page looks. Two releases side by side do not share pages.
SOURCES = ("uclg_share", "templates", "static", "config.py")
SEAL = 32
SEPARATOR = b"\n"


class Seal:
    """The key of one site, and what it opens. The database is part of it: a copy of a
    site that is tried elsewhere has the same secret and, at first, the same mark."""

    def __init__(self, settings: Settings) -> None:
        said = (settings.base_url, settings.database_url, settings.environment)
        secret = hashlib.sha256(settings.secret_key.encode()).digest()
        self._key = _digest(secret, json.dumps(said).encode(), _release())

    def name(self, key: Key) -> str:
        """Under which a page lies, telling nobody which page it is."""
        return f"share:page:{_digest(self._key, b'name', _words(key)).hex()}"

    def close(self, key: Key, page: Page) -> bytes:
        left = max(0.0, page.until - time.monotonic())
        made = time.time() - (LONGEST_LIFE - left)
        head = [page.view, page.stamp, made, page.given]
        data = json.dumps(head).encode() + SEPARATOR + page.packed
        return _digest(self._key, _words(key), data) + data

    def open(self, key: Key, sealed: bytes) -> Page | None:
        """Nothing where the seal is not ours or the time is over."""
        seal, data = sealed[:SEAL], sealed[SEAL:]
        if not hmac.compare_digest(seal, _digest(self._key, _words(key), data)):
            return None
        head, _, packed = data.partition(SEPARATOR)
        view, stamp, made, given = json.loads(head)
        # Clocks of two machines differ: nothing lives longer than if made here and now.
        left = min(LONGEST_LIFE, made + LONGEST_LIFE - time.time())
        if left <= 0:
            return None
        until = time.monotonic() + left
        headers = [(name, value) for name, value in given]
        return laid_out(view, stamp, until, headers, gzip.decompress(packed), packed)


def _words(key: Key) -> bytes:
    return json.dumps(key).encode()


def _digest(key: bytes, *parts: bytes) -> bytes:
    """Each part with its length before it, so that none can pass for two."""
    mark = hashlib.blake2b(key=key, digest_size=SEAL)
    for part in parts:
        mark.update(len(part).to_bytes(8))
        mark.update(part)
    return mark.digest()


def _release() -> bytes:
    mark = hashlib.blake2b(digest_size=SEAL)
    for path in _files():
        mark.update(str(path.relative_to(ROOT)).encode())
        mark.update(hashlib.blake2b(path.read_bytes()).digest())
    return mark.digest()


def _files() -> Iterable[Path]:
    for name in SOURCES:
        found = [ROOT / name, *(ROOT / name).rglob("*")]
        yield from sorted(
            path
            for path in found
            if path.is_file() and path.suffix != ".pyc" and "demo" not in path.parts
        )
