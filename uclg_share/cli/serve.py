"""The whole site on one machine: database made ready, then server and worker.

`python -m uclg_share.cli.serve [--demo]`; `make demo` and `make run` call it.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import click
import flask_migrate
from flask import Flask

from config import BadSetting
from uclg_share import create_app
from uclg_share.cli.keeper import Child, keep
from uclg_share.database import db

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
GRANIAN = [
    *("--interface", "wsgi"),
    *("--http", "1"),
    "--no-ws",
    *("--workers", "1"),
    # Most of them wait for slow lines: see patience.py for how many work at once.
    *("--blocking-threads", "256"),
    *("--http1-header-read-timeout", "15000"),
    *("--workers-kill-timeout", "25"),
    *("--log-level", "error"),
    *("--host", HOST),
]
# Threads that each have a heap of their own keep a fifth more memory than they use.
LEAN = {"MALLOC_ARENA_MAX": "1"}


@click.command()
@click.option("--demo", is_flag=True, help="Load the practices and the demo accounts.")
def main(demo: bool) -> None:
    """Make the database ready, then serve until asked to end."""
    try:
        app = create_app()
    except BadSetting as error:
        raise click.ClickException(str(error)) from error
    port = _free_port()
    # The children run in the folder of the program, wherever we were called.
    os.environ["INSTANCE"] = str(app.config["SETTINGS"].instance)
    os.environ.update(LEAN | os.environ)
    os.chdir(ROOT)
    prepare(app, demo)
    keep(_children(port), _Announcement(port, app.config["SETTINGS"].base_url).look)


def prepare(app: Flask, demo: bool) -> None:
    """Bring the tables to the newest form and load the content of the package."""
    # What was published before there was an index, and before texts were related.
    once = ["--if-empty"]
    commands = {"seed": [], "demo": [], "reindex": once, "relate": once}
    if not demo:
        del commands["demo"]
    with app.app_context():
        flask_migrate.upgrade()
        for name, said in commands.items():
            code = app.cli.commands[name].main(
                args=said, prog_name=f"flask {name}", standalone_mode=False
            )
            if code:
                raise click.exceptions.Exit(code)
        db.session.remove()
        db.engine.dispose()


def _children(port: int) -> list[Child]:
    python = sys.executable
    server = [python, "-m", "granian", *GRANIAN, "--port", str(port), "wsgi:app"]
    worker = [python, "-m", "flask", "--app", "wsgi", "worker"]
    return [Child("server", server, ROOT), Child("worker", worker, ROOT)]


def _free_port() -> int:
    """The port of `PORT`, unless somebody else has it."""
    port = int(os.environ.get("PORT") or 5000)
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            said = f"Port {port} is not free: set PORT to another."
            raise click.ClickException(said) from error
    return port


class _Announcement:
    """Says once, when the server answers, where the site is."""

    def __init__(self, port: int, address: str) -> None:
        self._port = port
        self._address = address
        self._said = False

    def look(self) -> None:
        if self._said:
            return
        with socket.socket() as attempt:
            if attempt.connect_ex((HOST, self._port)) == 0:
                self._said = True
                click.echo(f"\nUCLG Share answers at {self._address}/ (Ctrl-C ends it)")


if __name__ == "__main__":
    main()
