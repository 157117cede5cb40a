"""`flask demo` and `flask reset-demo`: a site to look at, and back to its beginning."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from uclg_share.cli import demo_accounts
from uclg_share.cli.packs import all_or_nothing, opened, pack_option, report
from uclg_share.content.demo import loading
from uclg_share.content.emptying import empty


@click.command()
@pack_option
@with_appcontext
def demo(folder: Path) -> None:
    """Load the practices, and accounts for trying the site out."""
    _only_on_a_local_site()
    pack = opened(folder)
    secret = demo_accounts.passwords()
    with all_or_nothing():
        load = loading.load(pack, secret)
        if load.has_people:
            demo_accounts.keep(secret)
    report(load.basics, load.demo)
    _say_accounts(secret if load.has_people else None)


@click.command("reset-demo")
@pack_option
@with_appcontext
def reset_demo(folder: Path) -> None:
    """Remove everything from a demo site and load it again; passwords stay."""
    _only_on_a_local_site()
    if not demo_accounts.path().is_file() or not loading.is_loaded():
        raise click.ClickException(
            "This is no demo site: `flask demo` did not make it."
        )
    if not loading.is_nothing_else():
        raise click.ClickException(
            "This site had accounts before the demo was loaded; they would be lost."
        )
    pack = opened(folder)
    secret = demo_accounts.passwords()
    with all_or_nothing():
        empty()
        load = loading.load(pack, secret)
        demo_accounts.keep(secret)
    report(load.basics, load.demo)
    _say_accounts(secret)


def _only_on_a_local_site() -> None:
    if not current_app.config["SETTINGS"].is_local:
        raise click.ClickException(
            "The demo is for a site on one's own machine: SHARE_ENV is not 'local'."
        )


def _say_accounts(secret: dict[str, str] | None) -> None:
    if secret:
        click.echo(f"\nDemo accounts, also in {demo_accounts.path()}:")
    elif demo_accounts.path().is_file():
        click.echo(f"\nDemo accounts; their passwords are in {demo_accounts.path()}:")
    else:
        click.echo("\nDemo accounts; set a new password at /en/reset-password:")
    for line in demo_accounts.lines(secret):
        click.echo(line)
