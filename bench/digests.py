"""10,000 members and their weekly digest: what one round costs.

`make bench-digests`, or `python -m bench.digests --members 10000 --database URL`.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import flask_migrate
from sqlalchemy import func, select, update

from bench.members import GROUPS, POSTS, fill
from bench.sink import sink
from config import read_settings
from uclg_share import create_app, mail_server
from uclg_share.database import db, now
from uclg_share.notifications import digests, outbox
from uclg_share.notifications.models import Mailing, Notification

TARGET_MS = 5.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.digests")
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--database", default="", help="an empty one; else SQLite")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="digests") as folder, sink() as port:
        return run(said.members, environ(folder, said.database, port))


def environ(folder: str, database: str, port: int) -> dict[str, str]:
    known = {
        "SHARE_ENV": "local",
        "INSTANCE": folder,
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }
    return known | ({"DATABASE_URL": database} if database else {})


def run(members: int, settings: dict[str, str]) -> int:
    app = create_app(read_settings(settings))
    with app.app_context():
        flask_migrate.upgrade()
        fill(members)
        while digests.enrol():
            pass
        db.session.execute(update(Mailing).values(weekly_at=now()))
        db.session.commit()
        db.session.remove()
        print(f"{members} members, {GROUPS} groups, {POSTS} posts of this week")
        return measure(members)


def measure(members: int) -> int:
    memory, begun, spent = [resident()], time.monotonic(), time.process_time()
    sent = 0
    with mail_server.line():
        while outbox.deliver_next() or digests.prepare_next():
            db.session.remove()
            sent += 1
            if sent % (members // 4 or 1) == 0:
                memory.append(resident())
    spent, took = time.process_time() - spent, time.monotonic() - begun
    waiting = select(func.count()).where(Notification.mailed_at.is_(None))
    mailed = select(func.count()).where(Notification.mailed_at.is_not(None))
    mails = db.session.scalar(mailed) or 0
    each = 1000 * spent / max(1, mails)
    print(f"{mails} mails in {took:.0f} s; {each:.2f} ms of processor time a mail")
    print("resident memory:", ", ".join(f"{size:.0f} MB" for size in memory))
    faults = [
        *([f"{mails} mails for {members} members"] if mails != members else []),
        *(["mails are left"] if db.session.scalar(waiting) else []),
        *([f"more than {TARGET_MS} ms a mail"] if each > TARGET_MS else []),
        *(["memory grows"] if memory[-1] > memory[1] * 1.1 else []),
    ]
    for fault in faults:
        print(f"FAULT: {fault}")
    return 1 if faults else 0


def resident() -> float:
    """What this process holds now, in MB; where that is not told, its most so far."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        size = int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return size / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    sys.exit(main())
