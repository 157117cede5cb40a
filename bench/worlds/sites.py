"""Where a world is kept: a folder for each, and on PostgreSQL a database of that name.

A world that is whole has a `world.json`, which says what to ask for in it.
"""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from bench.worlds.building import Words, build
from bench.worlds.checking import check
from bench.worlds.plan import Plan, Say
from config import read_settings
from uclg_share import create_app
from uclg_share.cli.serve import prepare
from uclg_share.database import db

FOLDER = Path("build") / "worlds"


@dataclass(frozen=True)
class Site:
    """`database` is empty for SQLite: then it is a file of the folder."""

    posts: int
    folder: Path
    database: str
    words: Words

    @property
    def environ(self) -> dict[str, str]:
        """What a server of it is started with."""
        return environ_of(self.folder, self.database)

    def app(self) -> Flask:
        return create_app(read_settings(self.environ))


def find_or_build(plan: Plan, folder: Path, server: str, say: Say) -> Site:
    """`server` is the address of a PostgreSQL that lets us make databases."""
    place = folder / f"{plan.posts}{'-postgresql' if server else ''}"
    note = place / "world.json"
    if note.exists():
        kept = json.loads(note.read_text())
        site = Site(plan.posts, place, kept["database"], Words(**kept["words"]))
        _bring_up_to_date(site)
        return site
    place.mkdir(parents=True, exist_ok=True)
    database = _fresh_database(server, f"world_{plan.posts}") if server else ""
    if not server:
        for file in place.glob("share.db*"):  # left by a run that was ended
            file.unlink()
    app = create_app(read_settings(environ_of(place, database)))
    with redirect_stdout(io.StringIO()):
        prepare(app, demo=False)
    with app.app_context():
        words = build(plan, say)
        check(app, plan, say)
        db.session.remove()
        db.engine.dispose()
    kept = {"database": database, "words": asdict(words), "plan": asdict(plan)}
    note.write_text(json.dumps(kept, indent=1, ensure_ascii=False))
    return Site(plan.posts, place, database, words)


def environ_of(folder: Path, database: str) -> dict[str, str]:
    environ = {
        "SHARE_ENV": "local",
        "INSTANCE": str(folder.resolve()),
        "MAIL_URL": "log:",
        "POSTING_LIMIT": "off",
        "LOG_LEVEL": "ERROR",
    }
    return environ | ({"DATABASE_URL": database} if database else {})


def _bring_up_to_date(site: Site) -> None:
    """A world is older than the newest migration, perhaps."""
    app = site.app()
    with app.app_context(), redirect_stdout(io.StringIO()):
        flask_migrate.upgrade()
        db.session.remove()
        db.engine.dispose()


def _fresh_database(server: str, name: str) -> str:
    url = make_url(server)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}"'))
        connection.execute(
            text(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        )
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)
