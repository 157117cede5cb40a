"""Commands run as somebody at a terminal runs them, and what they leave behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from uclg_share.database import db


def run(app: Flask, *words: str) -> tuple[int, str]:
    """Exit code and everything that was said."""
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=list(words))
    db.session.rollback()
    return answer.exit_code, answer.output


def snapshot() -> dict[str, list[Any]]:
    """Every row of every table."""
    rows = {
        table.name: sorted(map(repr, db.session.execute(table.select())))
        for table in db.metadata.sorted_tables
    }
    db.session.rollback()
    return rows


def settle_in(
    app: Flask, patch: pytest.MonkeyPatch, folder: Path, **settings: Any
) -> None:
    """Let the site keep its files in a folder of the test."""
    mine = replace(app.config["SETTINGS"], instance=folder, **settings)
    patch.setitem(app.config, "SETTINGS", mine)


def printed_accounts(said: str) -> dict[str, tuple[str, str]]:
    """Role → address and password, from the lines a command has printed."""
    rows = [line.split() for line in said.splitlines() if "@demo." in line]
    return {row[0]: (row[1], row[2]) for row in rows if len(row) == 3}
