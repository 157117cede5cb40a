"""What the tests of `flask demo` and `flask reset-demo` do and look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from tests.commands import run, snapshot
from uclg_share.accounts.models import Account
from uclg_share.audit import AuditEntry
from uclg_share.content.demo.people import PEOPLE
from uclg_share.database import db
from uclg_share.posts.models import Post

# An original with two translations, and an experience.
PRACTICES = ("08", "21", "31", "37")


def load(app: Flask, pack: Path, command: str = "demo") -> str:
    code, said = run(app, command, "--pack", str(pack))
    assert code == 0, said
    return said


def refused(app: Flask, pack: Path, command: str = "reset-demo") -> str:
    """Why it did not happen; nothing has changed."""
    before = snapshot()
    code, said = run(app, command, "--pack", str(pack))
    assert code == 1, said
    assert snapshot() == before
    return said


def account(role: str) -> Account:
    email = {p.role: p.email for p in PEOPLE}[role]
    return db.session.scalars(select(Account).where(Account.email == email)).one()


def a_practice() -> Post:
    return db.session.scalars(select(Post).order_by(Post.id).limit(1)).one()


def fail(*_: Any) -> None:
    raise RuntimeError


def outline() -> list[Any]:
    """Who and what is there, in order: without ids, moments and hashes."""
    posts = select(Post.seed_slug, Post.stage, Post.reach, Post.title)
    people = select(Account.email, Account.suspended_at, Account.is_admin)
    entries = select(AuditEntry.verb, AuditEntry.data["added"].as_string())
    return [
        db.session.execute(posts.order_by(Post.id)).all(),
        db.session.execute(people.order_by(Account.id)).all(),
        db.session.execute(entries.order_by(AuditEntry.id)).all(),
    ]
