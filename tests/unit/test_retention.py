"""What is kept for a time goes when that is over, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.commands import run
from tests.drafts import drafted, published
from tests.notes import notes
from tests.world import World
from uclg_share import retention
from uclg_share.accounts import sessions
from uclg_share.accounts.actions import Registration, register
from uclg_share.accounts.models import Account, OneTimeKey, SignIn
from uclg_share.admin.queries import people
from uclg_share.audit import AuditEntry, Verb
from uclg_share.chain import broken_link
from uclg_share.database import db, now
from uclg_share.organisations import affiliations
from uclg_share.organisations.models import Affiliation
from uclg_share.posts.actions import delete
from uclg_share.posts.copies import keep
from uclg_share.posts.models import Post, Revision, WorkingCopy
from uclg_share.retention import DELETED_DRAFTS, SIGN_INS, UNCONFIRMED, purge

KEY = "k" * 40
JOANA = Registration("Joana", "joana@example.org", "we walk to the sea", "es")
DAY = timedelta(days=1)


def joana(world: World, age: timedelta) -> Account:
    """She asked for an account so long ago and never opened the link."""
    account = register(JOANA, KEY)
    assert account is not None
    affiliations.ask(account, world.hills)
    account.created_at = now() - age
    db.session.commit()
    return account


def test_an_account_that_was_never_confirmed_is_forgotten(world: World) -> None:
    account = joana(world, UNCONFIRMED + DAY)

    assert purge()["accounts"] == 1

    assert (account.name, account.email, account.password_hash) == ("–", "", "")
    assert "joana" not in account.email_key
    assert [note for note in notes() if note.account_id == account.id] == []
    keys = select(OneTimeKey).where(OneTimeKey.account_id == account.id)
    assert db.session.scalars(keys).all() == []
    asked = select(Affiliation).where(Affiliation.account_id == account.id)
    assert db.session.scalars(asked).all() == []
    assert account not in db.session.scalars(people("")).all()
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.verb, last.subject) == (
        Verb.ACCOUNT_FORGOTTEN,
        f"account:{account.id}",
    )
    assert broken_link() is None


def test_the_same_person_may_come_again(world: World) -> None:
    joana(world, UNCONFIRMED + DAY)
    purge()

    again = register(JOANA, KEY)

    assert again is not None
    assert again.email_key == "joana@example.org"


def test_whoever_came_lately_or_confirmed_stays(world: World) -> None:
    account = joana(world, UNCONFIRMED - DAY)
    world.amina.created_at = now() - timedelta(days=4000)
    db.session.commit()

    assert purge()["accounts"] == 0

    assert account.email == "joana@example.org"
    assert world.amina.name == "Amina"


def thrown_away(world: World, age: timedelta) -> Post:
    post = drafted(world)
    keep(world.viewer("amina"), post, {"title": ["Typed"]}, 1, 0)
    delete(world.viewer("amina"), post)
    post.deleted_at = now() - age
    db.session.commit()
    return post


def test_the_words_of_a_deleted_draft_go(world: World) -> None:
    post = thrown_away(world, DELETED_DRAFTS + DAY)
    lately = thrown_away(world, DELETED_DRAFTS - DAY)

    assert purge()["drafts"] == 1
    assert purge()["drafts"] == 0

    db.session.expire_all()
    rows = select(Revision.content).where(Revision.post_id == post.id)
    (content,) = db.session.scalars(rows)
    assert (post.working_title, content["title"], content["sections"]) == ("", "", {})
    copies = select(WorkingCopy).where(WorkingCopy.post_id == post.id)
    assert db.session.scalars(copies).all() == []
    assert lately.working_title != ""


def test_what_was_published_or_is_still_written_stays(world: World) -> None:
    post, draft = published(world), drafted(world)
    for one in (post, draft):
        one.changed_at = now() - timedelta(days=4000)
    db.session.commit()

    assert purge()["drafts"] == 0

    assert post.working_title
    assert draft.working_title


def test_old_sign_ins_go_and_the_others_stay(world: World) -> None:
    for age in (SIGN_INS + DAY, SIGN_INS - DAY):
        sessions.open_for(world.amina, "Firefox")
        newest = db.session.scalars(select(SignIn).order_by(SignIn.id.desc())).first()
        assert newest is not None
        newest.seen_at = now() - age
    db.session.commit()

    assert purge()["sign-ins"] == 1

    assert len(db.session.scalars(select(SignIn)).all()) == 1


def test_many_go_some_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        register(Registration("J", f"j{number}@example.org", "we walk far", "en"), KEY)
    for account in db.session.scalars(select(Account)):
        if account.name == "J":
            account.created_at = now() - UNCONFIRMED - DAY
    db.session.commit()
    monkeypatch.setattr(retention, "AT_ONCE", 2)

    assert purge()["accounts"] == 5


def test_the_command_says_what_went(app: Flask, world: World) -> None:
    joana(world, UNCONFIRMED + DAY)

    code, said = run(app, "purge")

    assert (code, said) == (0, "accounts: 1\ndrafts: 0\nsign-ins: 0\nlinks: 0\n")
