"""Whether a password is the one of an account, asked without holding up others."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.accounts import passwords, sessions
from uclg_share.accounts.models import Account
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db


def is_password_of(account: Account | None, password: str) -> bool:
    """Takes as long for nobody as for somebody. Ends the transaction, so it comes
    before anything is written."""
    stored = account.password_hash if account else ""
    db.session.rollback()  # hashing takes long, and nobody should wait for our lock
    return passwords.matches(stored, password)


def is_my_password(field: Any) -> bool:
    """Whether whoever is signed in gave their password; if not, the field says so."""
    key = str(current_viewer().account_id)
    limits.spend(limits.PROVE_ACCOUNT, key)
    if is_password_of(current_account(), field.data or ""):
        limits.give_back(limits.PROVE_ACCOUNT, key)
        return True
    sessions.note_refusal(current_account())
    db.session.commit()
    field.errors = [_("This is not your password")]
    return False
