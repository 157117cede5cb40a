"""Accounts that are signed in already, one for each writer."""

from __future__ import annotations

import secrets

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from bench.writer import Writer
from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import digest
from uclg_share.current import SEEN, TOKEN
from uclg_share.database import db, now


def sign_up_writers(app: Flask, number: int, port: int) -> list[Writer]:
    with app.app_context():
        writers = [_writer(app, f"Writer {place + 1}", port) for place in range(number)]
        db.session.commit()
    return writers


def _writer(app: Flask, name: str, port: int) -> Writer:
    address = f"{name.lower().replace(' ', '-')}@bench.example.org"
    account = Account(
        name=name,
        email=address,
        email_key=address,
        password_hash="",
        email_confirmed_at=now(),
    )
    db.session.add(account)
    db.session.flush()  # the sign-in needs the id
    return Writer(name, port, signed_in(app, account))


def signed_in(app: Flask, account: Account) -> str:
    """The cookie of a browser just signed in; whoever calls commits."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(token_hash=digest(token), account_id=account.id, device="Bench")
    )
    return _cookie(app, token)


def _cookie(app: Flask, token: str) -> str:
    """What the browser would send: the session, signed as the site signs it."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    seen = {TOKEN: token, SEEN: int(now().timestamp())}
    # As after the first page: the secret of its forms is there.
    kept = {"_permanent": True, **seen, "csrf_token": secrets.token_hex(20)}
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(kept)}"
