"""The list of demo accounts: printed once, and kept where only this user reads it.

One line for each: role, address and password, with spaces between.
"""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app

from uclg_share.content.demo.passwords import is_fit, new_password
from uclg_share.content.demo.people import PEOPLE


def path() -> Path:
    instance: Path = current_app.config["SETTINGS"].instance
    return instance / "demo-accounts.txt"


def passwords() -> dict[str, str]:
    """The password of each role: the one on the list, or else a new one."""
    kept = _kept()
    return {
        person.role: kept[person.email]
        if is_fit(kept.get(person.email, ""), person.own_words)
        else new_password(person.own_words)
        for person in PEOPLE
    }


def lines(secret: dict[str, str] | None = None) -> list[str]:
    """Without passwords when there are none to give."""
    secret = secret or {}
    return [
        f"{person.role:20}{person.email:36}{secret.get(person.role, '')}".rstrip()
        for person in PEOPLE
    ]


def keep(secret: dict[str, str]) -> None:
    """Write the list; no other user of the machine can read it at any moment."""
    new = path().with_suffix(".new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(secret))
    new.replace(path())


def _kept() -> dict[str, str]:
    if not path().is_file():
        return {}
    rows = (line.split() for line in path().read_text(encoding="utf-8").splitlines())
    return {row[1]: row[2] for row in rows if len(row) == 3}
