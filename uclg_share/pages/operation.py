"""For machines that watch the site: is it alive, and can it serve?"""

from __future__ import annotations

import os
import shutil
import sqlite3
from datetime import timedelta
from email.utils import parseaddr

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from uclg_share.access import for_anyone
from uclg_share.database import db, is_sqlite, now
from uclg_share.i18n import LANGUAGES
from uclg_share.urls import absolute

bp = Blueprint("operation", __name__)
GOOD_FOR = timedelta(days=90)
SMALLEST_DISK = 50 * 1024 * 1024
# Two connections of older versions can corrupt a WAL file in a rare race.
SOUND_SQLITE = (3, 51, 3)


@bp.get("/healthz")
@for_anyone
def healthz() -> ResponseReturnValue:
    """Alive: the process answers. Needs no database."""
    said: dict[str, object] = {"status": "alive"}
    if is_sqlite():
        said["sqlite"] = sqlite3.sqlite_version
        if sqlite3.sqlite_version_info < SOUND_SQLITE:
            said["warning"] = "SQLite below 3.51.3: keep verified backups."
    return jsonify(said), {"Cache-Control": "no-store"}


@bp.get("/readyz")
@for_anyone
def readyz() -> ResponseReturnValue:
    """Ready: database, migration level and disk are as they should be."""
    checks = {
        "database": _database_answers(),
        "migrations": _is_at_head(),
        "disk": _has_room(),
    }
    code = 200 if all(checks.values()) else 503
    headers = {"Cache-Control": "no-store"} | (
        {} if code == 200 else {"Retry-After": "5"}
    )
    return (
        jsonify(status="ready" if code == 200 else "not ready", **checks),
        code,
        headers,
    )


@bp.get("/robots.txt")
@for_anyone
def robots() -> ResponseReturnValue:
    lines = [
        "User-agent: *",
        "Disallow: /*/sign-in",
        "Disallow: /*/write",
        "Disallow: /*/briefing",
        "",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return "\n".join(lines) + "\n", {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/.well-known/security.txt")
@for_anyone
def security_txt() -> ResponseReturnValue:
    """RFC 9116: whom to tell of a weakness. SECURITY.md says what follows then."""
    settings = current_app.config["SETTINGS"]
    _, contact = parseaddr(settings.mail_from)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {(now() + GOOD_FOR).isoformat(timespec='seconds')}",
        f"Canonical: {absolute('/.well-known/security.txt')}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
    ]
    return "\n".join(lines) + "\n", {"Content-Type": "text/plain; charset=utf-8"}


def _database_answers() -> bool:
    try:
        return bool(db.session.scalar(text("SELECT 1")) == 1)
    except SQLAlchemyError:
        db.session.rollback()
        return False


def _is_at_head() -> bool:
    # Loaded when first asked: no server waits for Alembic in order to start.
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    folder = os.path.join(current_app.root_path, "..", "migrations")
    try:
        context = MigrationContext.configure(db.session.connection())
        current = context.get_current_revision()
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return current == ScriptDirectory(folder).get_current_head()


def _has_room() -> bool:
    return shutil.disk_usage(current_app.instance_path).free > SMALLEST_DISK
