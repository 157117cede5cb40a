"""`flask purge`: what the worker does every hour, for a timer or by hand."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from uclg_share.cli.worker import sweep
from uclg_share.retention import purge as let_go


@click.command()
@with_appcontext
def purge() -> None:
    """Let go of everything that was kept for a time that is over."""
    for what, number in let_go().items():
        click.echo(f"{what}: {number}")
    sweep()
