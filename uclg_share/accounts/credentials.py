"""Passwords and addresses: changed by their owner, proved by links that mails carry."""

from __future__ import annotations

from uclg_share import audit
from uclg_share.accounts import keys, passwords, sessions
from uclg_share.accounts.models import Account, Purpose, SignIn
from uclg_share.accounts.queries import find_account, viewer_for
from uclg_share.audit import Verb
from uclg_share.database import now
from uclg_share.notifications.actions import notify, notify_address
from uclg_share.notifications.bounces import forget
from uclg_share.notifications.models import Topic
from uclg_share.notifications.preferences import hold_mailing
from uclg_share.permissions import ANYONE, Viewer, ensure, may_use_account
from uclg_share.text import email_key


def send_confirmation(account: Account, secret_key: str) -> None:
    key = keys.issue(account, Purpose.CONFIRM_EMAIL, secret_key, account.email)
    notify([account], Topic.CONFIRM_EMAIL, nonce=key.nonce)


def ask_confirmation(address: str, secret_key: str) -> None:
    """Send the link again, if there is such an account and it still needs one."""
    account = find_account(email_key(address))
    if account and account.email_confirmed_at is None:
        send_confirmation(account, secret_key)


def confirm_email(account: Account) -> None:
    """The link was used: the address is this person's."""
    account.email_confirmed_at = account.email_confirmed_at or now()
    audit.record(viewer_for(account), Verb.ACCOUNT_CONFIRMED, account)


def ask_reset(address: str, secret_key: str) -> None:
    """Send a link to set a new password, if there is such an account."""
    account = find_account(email_key(address))
    if account is None or account.suspended_at is not None:
        audit.record(ANYONE, Verb.PASSWORD_ASKED, "account:unknown")
        return
    key = keys.issue(account, Purpose.RESET_PASSWORD, secret_key, account.email)
    notify([account], Topic.RESET_PASSWORD, nonce=key.nonce)
    audit.record(ANYONE, Verb.PASSWORD_ASKED, account)


def reset_password(account: Account, password: str) -> None:
    """A new password by mail: every browser is signed out, and the owner is told."""
    account.email_confirmed_at = account.email_confirmed_at or now()
    _set_password(account, password)
    sessions.end_all(account)
    audit.record(viewer_for(account), Verb.PASSWORD_CHANGED, account, by="mail")


def change_password(
    viewer: Viewer, account: Account, password: str, keep: SignIn | None
) -> None:
    """A new password; the current one was asked for. Other browsers are signed out."""
    ensure(may_use_account(viewer, account.id))

    _set_password(account, password)
    sessions.end_all(account, keep)
    audit.record(viewer, Verb.PASSWORD_CHANGED, account)


def ask_new_email(
    viewer: Viewer, account: Account, email: str, secret_key: str
) -> None:
    """Send a link to the new address; until it is used, the old one stands."""
    ensure(may_use_account(viewer, account.id))

    if known := find_account(email_key(email)):
        # The same words on the same page as for a free address; its owner reads why.
        notify([known], Topic.ALREADY_REGISTERED)
        return
    key = keys.issue(account, Purpose.CHANGE_EMAIL, secret_key, email)
    notify_address(
        email, account.locale, Topic.CHANGE_EMAIL, nonce=key.nonce, name=account.name
    )


def take_new_email(account: Account, email: str) -> bool:
    """The link sent to the new address was used: the old address is told, every open
    link dies. False when somebody else has taken the address meanwhile."""
    audit.take_turn()
    if find_account(email_key(email)):
        return False
    old, account.email, account.email_key = account.email, email, email_key(email)
    keys.kill(account)
    forget(hold_mailing(account.id))  # what came back came from the old address
    notify_address(old, account.locale, Topic.EMAIL_CHANGED, name=account.name)
    audit.record(viewer_for(account), Verb.EMAIL_CHANGED, account)
    return True


def _set_password(account: Account, password: str) -> None:
    account.password_hash = passwords.hashed(password)
    keys.kill(account)
    notify([account], Topic.PASSWORD_CHANGED)
