"""What the commands that load content share: the folder, and all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from uclg_share.content.entries import Pack
from uclg_share.content.pack import SHIPPED, ContentError, read_pack
from uclg_share.content.tally import Tally
from uclg_share.database import db

pack_option = click.option(
    "--pack",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=SHIPPED,
    help="Load another folder than the one that comes with the program.",
)


def opened(folder: Path) -> Pack:
    """The pack, if it has no fault at all."""
    try:
        return read_pack(folder)
    except ContentError as error:
        said = f"The content has faults; nothing was changed.\n{error}"
        raise click.ClickException(said) from error


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Commit what was done inside, or leave the database as it was."""
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def report(*tallies: Tally) -> None:
    for tally in tallies:
        for line in tally.lines():
            click.echo(line)
    if not any(tallies):
        click.echo("Everything is there already; nothing was changed.")
