"""How passwords are kept, and which are refused.

Argon2id with 19 MiB, two passes, one lane: the figures of the OWASP cheat sheet.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 1000
CONTEXT = ("uclg", "share", "uclgshare")
# Our own list: passwords everybody knows, words and first names with the usual endings,
# runs over keyboards, birth dates. One to a line, in small letters.
COMMON = Path(__file__).parent / "common_passwords.txt"
MEMORY, PASSES, LANES = 19 * 1024, 2, 1
# Well-formed, and the hash of nothing: an unknown person takes as long as a known one.
NOBODY = (
    f"$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}"
    "$bm9ib2R5IGlzIGhlcmUhIQ$bm9ib2R5IGhhcyB0aGlzIHBhc3N3b3JkIGF0IGFsbC4"
)
NOT_LETTERS = re.compile(r"[\W\d_]+")

_hasher = PasswordHasher(memory_cost=MEMORY, time_cost=PASSES, parallelism=LANES)


def hashed(password: str) -> str:
    return _hasher.hash(_bytes(password))


def matches(stored: str, password: str) -> bool:
    """Whether a password is the stored one; takes as long when nothing is stored."""
    try:
        return _hasher.verify(stored or NOBODY, _bytes(password)) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with other figures and should be hashed again."""
    return _hasher.check_needs_rehash(stored)


def is_common(password: str, *own: str) -> bool:
    """Whether anybody would guess it: a known one, or a word of this person or site
    with nothing but figures and signs around it."""
    plain = password.casefold()
    if plain in _common() or len(set(plain)) < 3:
        return True
    core = NOT_LETTERS.sub("", plain)
    whole = {NOT_LETTERS.sub("", word.casefold()) for word in (*CONTEXT, *own)}
    parts = {part for word in own for part in NOT_LETTERS.split(word.casefold())}
    return len(core) > 2 and core in whole | parts


def _bytes(password: str) -> bytes:
    """Exactly what was typed: not trimmed, not normalised, not cut."""
    return password.encode("utf-8", "surrogatepass")


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split())
