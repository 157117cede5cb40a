"""One-time keys of an account: made, found, used."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from uclg_share.accounts.models import Account, OneTimeKey, Purpose
from uclg_share.accounts.queries import digest
from uclg_share.database import db, now
from uclg_share.keys import new_nonce, secret_of

LIFETIMES = {
    Purpose.CONFIRM_EMAIL: timedelta(hours=24),
    Purpose.CHANGE_EMAIL: timedelta(hours=24),
    Purpose.RESET_PASSWORD: timedelta(minutes=60),
}


def issue(
    account: Account, purpose: Purpose, secret_key: str, email: str
) -> OneTimeKey:
    """A new key; every earlier one of the same purpose dies."""
    db.session.flush()  # a new account needs its id
    kill(account, purpose)
    nonce = new_nonce()
    key = OneTimeKey(
        account=account,
        purpose=purpose,
        nonce=nonce,
        secret_hash=digest(secret_of(nonce, secret_key)),
        email=email,
        expires_at=now() + LIFETIMES[purpose],
    )
    db.session.add(key)
    db.session.flush()
    return key


def find(secret: str, *purposes: Purpose) -> OneTimeKey | None:
    """The good key behind a link; expired, used and invented ones are all None."""
    key = db.session.scalar(
        select(OneTimeKey)
        .where(
            OneTimeKey.secret_hash == digest(secret), OneTimeKey.purpose.in_(purposes)
        )
        .options(joinedload(OneTimeKey.account))
    )
    return key if key and key.is_good(now()) else None


def use(key: OneTimeKey) -> bool:
    """Consume a key; False when somebody used it in this very moment."""
    once = (
        update(OneTimeKey)
        .where(OneTimeKey.id == key.id, OneTimeKey.used_at.is_(None))
        .values(used_at=now())
        .returning(OneTimeKey.id)
    )
    return db.session.execute(once).scalar() is not None


def kill(account: Account, *purposes: Purpose) -> None:
    """Make the open keys of an account useless: all, or those of some purposes."""
    db.session.execute(
        update(OneTimeKey)
        .where(
            OneTimeKey.account_id == account.id,
            OneTimeKey.used_at.is_(None),
            OneTimeKey.purpose.in_(purposes or list(Purpose)),
        )
        .values(used_at=now())
    )
