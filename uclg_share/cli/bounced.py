"""`flask bounced`: the mail server of the site says that a mail came back."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from uclg_share.accounts.queries import find_account
from uclg_share.database import db
from uclg_share.notifications import bounces
from uclg_share.text import email_key


@click.command()
@click.argument("address")
@with_appcontext
def bounced(address: str) -> None:
    """Count a mail to this address that came back; after three, mail is paused."""
    account = find_account(email_key(address))
    if account is None:
        raise click.ClickException("No account has this address.")
    paused = bounces.count(account.id)
    db.session.commit()
    click.echo("Mail to this person is paused." if paused else "Counted.")
