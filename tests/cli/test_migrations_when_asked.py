"""A server starts without the tools of migrations; whoever asks for them has them."""

from __future__ import annotations

import subprocess
import sys

from flask import Flask

from tests.tools import ROOT

HEAVY = ("alembic", "mako", "boto3", "PIL", "psycopg", "flask_migrate")
LOADED = f"""
import sys, uclg_share
uclg_share.create_app()
print([name for name in {HEAVY} if name in sys.modules])
"""


def test_a_server_on_sqlite_starts_without_what_its_pages_never_need(
    app: Flask,
) -> None:
    folder = str(app.config["SETTINGS"].instance)
    environ = {"SHARE_ENV": "local", "INSTANCE": folder}
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "[]"


def test_the_commands_of_migrations_are_there(app: Flask, database: None) -> None:
    runner = app.test_cli_runner()

    assert "upgrade" in runner.invoke(args=["db", "--help"]).output
    assert "db" in runner.invoke(args=["--help"]).output
    assert runner.invoke(args=["db", "heads"]).exit_code == 0
