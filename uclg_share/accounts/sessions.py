"""Browsers signed in: a row for each, opened at every sign-in, ended for good."""

from __future__ import annotations

import secrets

from sqlalchemy import update

from uclg_share import audit
from uclg_share.accounts.devices import device_words
from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import digest, viewer_for
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.permissions import ANYONE, Viewer, ensure, may_use_account


def open_for(account: Account, user_agent: str) -> str:
    """A new row for a new browser; the token goes into its cookie and nowhere else."""
    token = secrets.token_urlsafe(32)
    sign_in = SignIn(
        token_hash=digest(token), account=account, device=device_words(user_agent)
    )
    db.session.add(sign_in)
    audit.record(viewer_for(account), Verb.SIGN_IN_OPENED, sign_in)
    return token


def note_refusal(account: Account | None) -> None:
    """Somebody gave a wrong password, or may not come in. What was typed is not kept:
    people type passwords into the wrong field."""
    audit.record(ANYONE, Verb.SIGN_IN_REFUSED, account or "account:unknown")


def prove(viewer: Viewer, sign_in: SignIn) -> None:
    """The password was given again in this browser."""
    ensure(may_use_account(viewer, sign_in.account_id))

    sign_in.proved_at = now()
    audit.record(viewer, Verb.PASSWORD_PROVED, sign_in)


def end(viewer: Viewer, sign_in: SignIn) -> None:
    ensure(may_use_account(viewer, sign_in.account_id))

    sign_in.ended_at = sign_in.ended_at or now()
    audit.record(viewer, Verb.SIGN_IN_ENDED, sign_in)


def end_others(viewer: Viewer, here: SignIn) -> None:
    """Sign every browser of a person out but this one."""
    ensure(may_use_account(viewer, here.account_id))

    end_all(here.account, here)
    audit.record(viewer, Verb.SIGN_IN_ENDED, here.account, others=True)


def end_all(account: Account, keep: SignIn | None = None) -> None:
    """Every browser is out at its next request. The act this belongs to is recorded."""
    rows = update(SignIn).where(
        SignIn.account_id == account.id, SignIn.ended_at.is_(None)
    )
    if keep is not None:
        rows = rows.where(SignIn.id != keep.id)
    db.session.execute(rows.values(ended_at=now()))
