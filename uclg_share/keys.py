"""Secrets sent by mail: derived when the mail is written, stored only as a hash.

The outbox holds a nonce, never a secret, so a copy of the database opens no door.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_nonce() -> str:
    return secrets.token_urlsafe(32)


def secret_of(nonce: str, key: str) -> str:
    """The 256-bit secret behind a nonce; `key` is SECRET_KEY."""
    made = hmac.new(key.encode(), b"mailed key:" + nonce.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made.digest()).decode().rstrip("=")
