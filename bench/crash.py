"""`kill -9` of the server under load: is every acknowledged write there, once?"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import suppress
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from bench.people import sign_up_writers
from bench.writer import Writer
from config import read_settings
from tests.ports import free_port
from tests.processes import kill_server
from uclg_share import chain, create_app
from uclg_share.database import db, is_sqlite
from uclg_share.posts.models import Post, Revision

ROOT = Path(__file__).resolve().parent.parent
SERVE = [sys.executable, "-m", "uclg_share.cli.serve"]
LONGEST_START = 90.0


class Trial:
    """Some rounds of writing, each ended by a kill; then the count."""

    def __init__(self, rounds: int, writers: int, database: str) -> None:
        self.rounds = rounds
        self.number = writers
        self.database = database
        self.port = free_port()
        self.restarts: list[float] = []

    def run(self) -> int:
        with tempfile.TemporaryDirectory(prefix="crash") as folder:
            environ = self._environ(folder)
            site = subprocess.Popen(
                SERVE, cwd=ROOT, env=os.environ | environ, stderr=subprocess.DEVNULL
            )
            try:
                wait_until_ready(self.port)
                app = create_app(read_settings(environ))
                writers = sign_up_writers(app, self.number, self.port)
                self._write_and_kill(site.pid, writers)
            finally:
                site.terminate()
                site.wait(60)
            return self._count(app, writers)

    def _environ(self, folder: str) -> dict[str, str]:
        environ = {
            "SHARE_ENV": "local",
            "PORT": str(self.port),
            "INSTANCE": folder,
            "POSTING_LIMIT": "off",
            "MAIL_URL": "log:",
            "LOG_LEVEL": "ERROR",
        }
        return environ | ({"DATABASE_URL": self.database} if self.database else {})

    def _write_and_kill(self, keeper: int, writers: list[Writer]) -> None:
        ending = threading.Event()
        threads = [
            threading.Thread(target=writer.write_until, args=[ending])
            for writer in writers
        ]
        for thread in threads:
            thread.start()
        try:
            for round_ in range(self.rounds):
                time.sleep(random.uniform(1.0, 3.0))  # noqa: S311  no secret
                kill_server(keeper)
                took = wait_until_ready(self.port)
                self.restarts.append(took)
                done = sum(len(writer.saved) for writer in writers)
                print(f"  kill {round_ + 1:>2}: back after {took:4.1f} s, {done} saved")
        finally:
            ending.set()
            for thread in threads:
                thread.join(60)

    def _count(self, app: Flask, writers: list[Writer]) -> int:
        with app.app_context():
            there = Counter(db.session.scalars(select(Post.working_title)))
            faults = [*lost_or_double(writers, there), *unsound()]
        saved = sum(len(writer.saved) for writer in writers)
        if saved < self.number * self.rounds:
            faults.append("too little was written for a trial")
        odd = Counter(status for writer in writers for status in writer.odd)
        print(f"{saved} drafts acknowledged to {self.number} writers", end="; ")
        print(f"{self.rounds} kills, slowest restart {max(self.restarts):.1f} s")
        print(f"Other answers: {dict(odd) or 'none'}")
        for fault in faults:
            print(f"FAULT: {fault}")
        print("Every acknowledged draft is there once." if not faults else "Broken.")
        return 1 if faults else 0


def wait_until_ready(port: int) -> float:
    """Seconds until the site answers that it is as it should be."""
    begun = time.monotonic()
    while (took := time.monotonic() - begun) < LONGEST_START:
        with (
            suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5),
        ):
            return took
        time.sleep(0.1)
    raise RuntimeError("The server did not come back.")


def lost_or_double(writers: list[Writer], there: Counter[str]) -> list[str]:
    """An acknowledged title stands once; one on its way at the end at most once."""
    lost = [t for writer in writers for t in writer.saved if there[t] == 0]
    double = [title for title, number in there.items() if number > 1]
    return [f"lost: {t}" for t in lost] + [f"double: {t}" for t in double]


def unsound() -> list[str]:
    """What the database, the record and the drafts say of themselves."""
    faults = []
    if is_sqlite():
        said = db.session.scalars(text("PRAGMA integrity_check")).all()
        faults += [f"integrity: {line}" for line in said if line != "ok"]
        broken = db.session.execute(text("PRAGMA foreign_key_check")).all()
        faults += [f"foreign key: {tuple(row)}" for row in broken]
    if (entry := chain.broken_link()) is not None:
        faults.append(f"the chain of the record breaks at entry {entry}")
    empty = select(Post.id).where(
        ~select(Revision.id).where(Revision.post_id == Post.id).exists()
    )
    faults += [f"post {id_} has no text" for id_ in db.session.scalars(empty)]
    return faults
