"""`flask reindex`: write the index of search anew from what is published."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from uclg_share.database import db
from uclg_share.search import index


@click.command()
@click.option("--if-empty", is_flag=True, help="Only where the index holds nothing.")
@with_appcontext
def reindex(if_empty: bool) -> None:
    """Write the index of search anew: after an upgrade, or when names have changed."""
    if if_empty and not index.is_empty():
        return
    number = index.reindex()
    db.session.commit()
    click.echo(f"{number} texts can be found by search.")
