from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    select,
)
from sqlalchemy.orm import contains_eager

from uclg_share.accounts.facts import facts
from uclg_share.accounts.models import Account, SignIn
from uclg_share.accounts.reader import Reader
from uclg_share.database import db
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.groups.models import Role as GroupRole
from uclg_share.organisations.models import Affiliation, Organisation
from uclg_share.organisations.models import Role as OrganisationRole
from uclg_share.permissions import ANYONE, Viewer, readable_groups

EDITING = (OrganisationRole.EDITOR, OrganisationRole.REPRESENTATIVE)


def digest(secret: str) -> str:
    """What is stored of a random secret: enough to find it, useless to a thief."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def find_sign_in(token: str) -> SignIn | None:
    """The open sign-in of a token, with its account."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.account)
        .options(contains_eager(SignIn.account))
        .where(SignIn.token_hash == digest(token), SignIn.ended_at.is_(None))
    )


def viewer_for(account: Account | Reader) -> Viewer:
    """The facts about a person: a reader has them, for others it is one statement."""
    held = _held(account)
    return Viewer(
        account_id=account.id,
        is_admin=account.is_admin,
        member_of=_ids(held, "group"),
        coordinates=_ids(held, "group", GroupRole.COORDINATOR),
        asked_to_join=_ids(held, "request"),
        writes_for=_ids(held, "organisation"),
        edits_for=_ids(held, "organisation", *EDITING),
        represents=_ids(held, "organisation", OrganisationRole.REPRESENTATIVE),
        co_writes=_ids(held, "post"),
        email_key=account.email_key,
    )


def _held(account: Account | Reader) -> list[tuple[Any, ...]]:
    if not isinstance(account, Reader):
        return [row.key for row in facts().all(me=account.id)]
    words = (word.split(":") for word in (account.held or "").split())
    return [(what, int(thing_id), role) for what, thing_id, role in words]


def _ids(held: Iterable[Any], what: str, *roles: str) -> frozenset[int]:
    """Those of one kind, held in one of these roles when any are given."""
    return frozenset(
        thing_id
        for kind, thing_id, role in held
        if kind == what and (not roles or role in roles)
    )


def find_account(email_key: str) -> Account | None:
    return db.session.scalar(select(Account).where(Account.email_key == email_key))


def account_of(account_id: int) -> Account | None:
    return db.session.get(Account, account_id)


def lock_administrators() -> list[Account]:
    """Those who can administer the site now, locked until the commit in one order."""
    return list(
        db.session.scalars(
            select(Account)
            .where(
                Account.is_admin,
                Account.suspended_at.is_(None),
                Account.email_confirmed_at.is_not(None),
            )
            .order_by(Account.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def own_words(account: Account) -> list[str]:
    """What somebody who knows this person would try as a password."""
    organisations = [one.name for one in organisations_of(account)]
    return [account.name, account.email.partition("@")[0], *organisations]


def open_sign_ins(account_id: int, since: datetime) -> list[SignIn]:
    """The browsers a person signed in with since then and still is, newest first."""
    return list(
        db.session.scalars(
            select(SignIn)
            .where(
                SignIn.account_id == account_id,
                SignIn.ended_at.is_(None),
                SignIn.created_at > since,
            )
            .order_by(SignIn.created_at.desc(), SignIn.id.desc())
            .limit(50)
        )
    )


def find_own_sign_in(account_id: int, sign_in_id: int) -> SignIn | None:
    return db.session.scalar(
        select(SignIn).where(SignIn.id == sign_in_id, SignIn.account_id == account_id)
    )


def find_person(account_id: int) -> Account | None:
    """Somebody others may look up: confirmed and not suspended."""
    return db.session.scalar(
        select(Account).where(
            Account.id == account_id,
            Account.email_confirmed_at.is_not(None),
            Account.suspended_at.is_(None),
        )
    )


def organisations_of(account: Account) -> list[Organisation]:
    """The organisations that confirmed this person."""
    return list(
        db.session.scalars(
            select(Organisation)
            .join(Affiliation)
            .where(
                Affiliation.account_id == account.id,
                Affiliation.confirmed_at.is_not(None),
                Affiliation.ended_at.is_(None),
                Organisation.confirmed_at.is_not(None),
            )
            .order_by(Organisation.name)
        )
    )


def public_groups_of(account: Account) -> list[WorkingGroup]:
    return list(
        db.session.scalars(
            select(WorkingGroup)
            .join(Membership, Membership.group_id == WorkingGroup.id)
            .where(
                Membership.account_id == account.id,
                Membership.ended_at.is_(None),
                readable_groups(ANYONE),
            )
            .order_by(WorkingGroup.position)
        )
    )
