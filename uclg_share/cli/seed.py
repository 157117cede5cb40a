"""`flask seed`: groups, committee, vocabularies and organisations."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from uclg_share.cli.packs import all_or_nothing, opened, pack_option, report
from uclg_share.content import loading


@click.command()
@pack_option
@with_appcontext
def seed(folder: Path) -> None:
    """Add the groups, words and organisations that are missing."""
    pack = opened(folder)
    with all_or_nothing():
        tally = loading.seed(pack)
    report(tally)
