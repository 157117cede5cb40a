"""What is done to accounts: by whoever signs up, by their owner, by administrators."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share import audit
from uclg_share.accounts import passwords, sessions
from uclg_share.accounts.credentials import send_confirmation
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import find_account, lock_administrators
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.groups.counters import hold_groups_of, recount_people
from uclg_share.notifications.actions import notify
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    ANYONE,
    Viewer,
    ensure,
    may_administer,
    may_use_account,
)
from uclg_share.text import email_key


class LastAdministrator(Exception):
    """Somebody has to administer the site."""


@dataclass(frozen=True)
class Registration:
    name: str
    email: str
    password: str
    locale: str


@dataclass(frozen=True)
class Profile:
    name: str
    job_title: str
    about: str
    locale: str
    # Languages they read, the best first.
    reads: tuple[str, ...] = ()


def register(registration: Registration, secret_key: str) -> Account | None:
    """A new account, or None for an address already known, whose owner is told.

    Both ways hash a password and write about as much, so that they take as long.
    """
    password_hash = passwords.hashed(registration.password)
    audit.take_turn()  # of two with one address, the second finds the first
    known = find_account(email_key(registration.email))
    if known:
        notify([known], Topic.ALREADY_REGISTERED)
        audit.record(ANYONE, Verb.ACCOUNT_REGISTERED, known, known=True)
        return None
    account = Account(
        name=registration.name,
        email=registration.email,
        email_key=email_key(registration.email),
        password_hash=password_hash,
        locale=registration.locale,
    )
    db.session.add(account)
    audit.record(ANYONE, Verb.ACCOUNT_REGISTERED, account)
    send_confirmation(account, secret_key)
    return account


def change_profile(viewer: Viewer, account: Account, profile: Profile) -> None:
    ensure(may_use_account(viewer, account.id))

    account.name, account.job_title = profile.name, profile.job_title
    account.about, account.locale = profile.about, profile.locale
    account.reads = list(profile.reads)
    audit.record(viewer, Verb.ACCOUNT_CHANGED, account)


def suspend(viewer: Viewer, account: Account, reason: str) -> None:
    """Keep a person out until restored; every browser is signed out."""
    ensure(may_administer(viewer))

    groups = hold_groups_of(account)
    _keep_another_administrator(account)
    if account.suspended_at is not None:
        raise ChangedMeanwhile
    account.suspended_at = now()
    account.suspended_by_id = viewer.account_id or None
    account.suspended_reason = reason[:200]
    sessions.end_all(account)
    for group in groups:
        recount_people(group)
    audit.record(viewer, Verb.ACCOUNT_SUSPENDED, account, reason=reason)


def restore(viewer: Viewer, account: Account) -> None:
    ensure(may_administer(viewer))

    groups = hold_groups_of(account)
    if account.suspended_at is None:
        raise ChangedMeanwhile
    account.suspended_at, account.suspended_by_id = None, None
    account.suspended_reason = ""
    for group in groups:
        recount_people(group)
    audit.record(viewer, Verb.ACCOUNT_RESTORED, account)


def appoint_administrator(viewer: Viewer, account: Account) -> None:
    """More rights mean a fresh sign-in everywhere."""
    ensure(may_administer(viewer))

    if account.is_admin or not account.may_sign_in:
        raise ChangedMeanwhile
    account.is_admin = True
    sessions.end_all(account)
    audit.record(viewer, Verb.ACCOUNT_APPOINTED, account, audience=Audience.PUBLIC)


def demote_administrator(viewer: Viewer, account: Account) -> None:
    ensure(may_administer(viewer))

    _keep_another_administrator(account)
    if not account.is_admin:
        raise ChangedMeanwhile
    account.is_admin = False
    sessions.end_all(account)
    audit.record(viewer, Verb.ACCOUNT_DEMOTED, account, audience=Audience.PUBLIC)


def end_all_sign_ins(viewer: Viewer, account: Account) -> None:
    ensure(may_administer(viewer))

    sessions.end_all(account)
    audit.record(viewer, Verb.SIGN_IN_ENDED, account, every=True)


def _keep_another_administrator(account: Account) -> None:
    """Refuse to lose the last one, also when two leave at the same moment."""
    able = lock_administrators()
    db.session.refresh(account, with_for_update={"of": Account})
    if [one.id for one in able] == [account.id]:
        raise LastAdministrator
