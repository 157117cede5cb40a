"""Every role the rules know, each played by one of the cast, as the site sees them."""

from __future__ import annotations

import secrets

from flask import Flask, session

from tests.world import World
from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.queries import digest
from uclg_share.current import SEEN, TOKEN, current_viewer
from uclg_share.database import db, now
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.permissions import ANYONE, Viewer

ROLES = {
    "visitor": None,
    "stranger": "chen",
    "member": "jun",
    "author": "amina",
    "coordinator": "bruno",
    "second": "elif_",
    "other": "fatou",
    "representative": "gabriel",
    "administrator": "dina",
    "suspended": "hana",
    "unconfirmed": "ines",
}


def jun(group: WorkingGroup) -> Account:
    """Jun is a member of the group and wrote nothing."""
    who = Account(
        name="Jun",
        email="jun@people.example.org",
        email_key="jun@people.example.org",
        password_hash="",
        email_confirmed_at=now(),
    )
    db.session.add(Membership(account=who, group=group))
    db.session.commit()
    return who


def cast(world: World) -> dict[str, Account | None]:
    """Who plays each role; Jun joins Water for it."""
    people = {**vars(world), "jun": jun(world.water)}
    return {role: people[name] if name else None for role, name in ROLES.items()}


def viewer_at_the_door(app: Flask, account: Account | None) -> Viewer:
    """Whom the site takes a browser for that holds a good cookie of this person."""
    if account is None:
        return ANYONE
    token = secrets.token_urlsafe(32)
    held = SignIn(token_hash=digest(token), account_id=account.id, device="Test")
    db.session.add(held)
    db.session.commit()
    # A context of its own: who is asking is kept in it.
    with app.app_context(), app.test_request_context("/en/"):
        session[TOKEN], session[SEEN] = token, int(now().timestamp())
        return current_viewer()
