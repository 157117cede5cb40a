"""`flask audit-check`: is the record of acts as it was written?"""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from uclg_share import chain
from uclg_share.chain import Fault

SAID = {
    Fault.ALTERED: "it was altered after it was written",
    Fault.TORN: "something before it was removed or put in",
}
SHORTEST = 8  # letters of a hash that are not met by chance


@click.command("audit-check")
@click.option("--holds", default="", help="A hash noted from the public log.")
@with_appcontext
def audit_check(holds: str) -> None:
    """Look for an entry of the log that was altered, removed or put in.

    That the newest entries were cut off only a hash noted before can tell: --holds.
    """
    noted = holds.strip().lower()
    if holds and len(noted) < SHORTEST:
        raise click.ClickException(f"Give at least {SHORTEST} letters of the hash.")
    check = chain.check(noted)
    if check.fault:
        raise click.ClickException(
            f"Entry {check.entry_id} does not fit the one before it: "
            f"{SAID[check.fault]}. The {check.number} entries before it are whole."
        )
    if noted and not check.met:
        raise click.ClickException(
            f"Every entry fits the one before it, and none has the hash {noted}: "
            "the record was cut off or written anew since the hash was noted."
        )
    click.echo(
        f"Each of the {check.number} entries of the log fits the one before it."
        f"\nThe newest hash is {check.newest or 'none'}."
    )
