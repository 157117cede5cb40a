"""`flask appoint`: for whoever runs the site."""

from __future__ import annotations

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import with_appcontext

from uclg_share import audit, keys
from uclg_share.accounts.actions import appoint_administrator
from uclg_share.accounts.keys import issue
from uclg_share.accounts.models import Account, Purpose
from uclg_share.accounts.queries import find_account
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.i18n import DEFAULT
from uclg_share.mail_texts import speaking
from uclg_share.permissions import OPERATOR
from uclg_share.text import clean_line, email_key, is_blank
from uclg_share.urls import link


@click.command()
@click.argument("email")
@click.option("--create", is_flag=True, help="Make the account, print a link to it.")
@click.option("--name", help="The name of the account to make.")
@with_appcontext
def appoint(email: str, create: bool, name: str | None) -> None:
    """Make a person an administrator."""
    account = find_account(email_key(email))
    link = ""
    if account is None and create:
        account = _create(email, name or click.prompt("Name"))
        link = _link_to_password(account)
    if account is None:
        raise click.ClickException("No account has this address; see --create.")
    if account.is_admin:
        raise click.ClickException(f"{account.name} is an administrator already.")
    if not account.may_sign_in:
        raise click.ClickException("This account is not confirmed, or is suspended.")
    appoint_administrator(OPERATOR, account)
    db.session.commit()
    click.echo(f"{account.name} is an administrator now.")
    if link:
        click.echo(f"To set the password, open within an hour:\n{link}")


def _create(email: str, name: str) -> Account:
    """An account without a password: nobody signs in before the link is used."""
    try:
        address = validate_email(email, check_deliverability=False).normalized
    except EmailNotValidError as error:
        raise click.ClickException(f"This is no e-mail address: {error}") from error
    if is_blank(name):
        raise click.ClickException("Give the account a name.")
    account = Account(
        name=clean_line(name)[:120],
        email=address,
        email_key=email_key(address),
        password_hash="",
        email_confirmed_at=now(),
    )
    db.session.add(account)
    audit.record(OPERATOR, Verb.ACCOUNT_REGISTERED, account)
    return account


def _link_to_password(account: Account) -> str:
    secret_key = current_app.config["SECRET_KEY"]
    key = issue(account, Purpose.RESET_PASSWORD, secret_key, account.email)
    secret = keys.secret_of(key.nonce, secret_key)
    with speaking(DEFAULT):
        return link("accounts.reset_password", secret=secret)
