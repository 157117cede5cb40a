"""`flask relate`: relate what is published already, a few at a time."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from uclg_share.database import db
from uclg_share.related import relating


@click.command()
@click.option("--if-empty", is_flag=True, help="Only where nothing is related yet.")
@with_appcontext
def relate(if_empty: bool) -> None:
    """Relate all that is published anew, the newest first: after an upgrade. The site
    can be used meanwhile; broken off, it can be called again."""
    if if_empty and not relating.is_empty():
        return
    last = relating.relate_some(None)
    while last is not None:
        db.session.commit()
        last = relating.relate_some(last)
    db.session.commit()
    click.echo("What is published is related.")
