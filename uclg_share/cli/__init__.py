"""The commands of `flask --app wsgi …`, one file each."""

from __future__ import annotations

from flask import Flask

from uclg_share.cli.accounts import appoint
from uclg_share.cli.bounced import bounced
from uclg_share.cli.demo import demo, reset_demo
from uclg_share.cli.purge import purge
from uclg_share.cli.record import audit_check
from uclg_share.cli.reindex import reindex
from uclg_share.cli.relate import relate
from uclg_share.cli.seed import seed
from uclg_share.cli.worker import worker

COMMANDS = (
    *(appoint, audit_check, bounced, demo, purge, reindex, relate),
    *(reset_demo, seed, worker),
)


def init_app(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
