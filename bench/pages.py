"""What a page costs beside one that renders twenty cards and does nothing else.

`make bench-pages`, or `python -m bench.pages --database URL --seconds 10`. The floor is
measured before and after, under the same server, since other work on the machine slows
both; what counts is processor time for each answer, with the database, and its ratio.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import select

from bench.load import CONNECTIONS, Spent, measure
from config import read_settings
from tests.ports import free_port
from uclg_share import create_app
from uclg_share.cli.serve import GRANIAN, LEAN, prepare
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "2"
POST = re.compile(r'href="(/en/posts/\d+/[^"#?]+)"')
FLOOR, SITE = "bench.floor:app", "wsgi:app"
Rows = list[tuple[str, Spent]]


def servers() -> dict[str, list[str]]:
    """The command of each server there is; its port and application come after."""
    python = [sys.executable, "-m"]
    options = [one if one != "1" or GRANIAN[at - 1] != "--workers" else WORKERS
               for at, one in enumerate(GRANIAN)]  # fmt: skip
    known = {"granian": [*python, "granian", *options, "--port"]}
    if find_spec("gunicorn"):
        known["gunicorn"] = [*python, "gunicorn", "-w", WORKERS, "-b"]
    return known


def build(environ: dict[str, str]) -> str:
    """A site with the demo content; the address of its fullest feed."""
    app = create_app(read_settings(environ))
    with redirect_stdout(io.StringIO()):
        prepare(app, demo=True)
    with app.app_context():
        fullest = select(WorkingGroup.slug).order_by(WorkingGroup.post_count.desc())
        feed = f"/en/groups/{db.session.scalars(fullest.limit(1)).one()}"
        db.session.remove()
        db.engine.dispose()
    return feed


@contextmanager
def serving(
    command: list[str], application: str, environ: dict[str, str], wait: bool = True
) -> Iterator[tuple[int, int]]:
    """The process above all that serve, and the port; unless told otherwise, when all
    of them have begun."""
    port = free_port()
    where = f"127.0.0.1:{port}" if command[-1] == "-b" else str(port)
    process = subprocess.Popen(
        [*command, where, application],
        cwd=ROOT,
        env=os.environ | LEAN | environ,
        stderr=subprocess.DEVNULL,
    )
    try:
        if wait:
            _wait(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(60)


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            time.sleep(1)  # until every worker has begun
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def of_floor(command: list[str], seconds: float) -> Rows:
    names = {"(a) constant": "/a", "(b) twenty cards": "/b"}
    with serving(command, FLOOR, {}) as (pid, port):
        return [(name, measure(pid, port, at, seconds)) for name, at in names.items()]


def of_site(
    command: list[str], environ: dict[str, str], feed: str, seconds: float
) -> Rows:
    rows: Rows = []
    with serving(command, SITE, environ) as (pid, port):
        post = POST.findall(look(port, feed)[1])[0]
        pages = {"group feed": feed, "post": post}
        for name, path in pages.items():
            etag, _ = look(port, path)
            rows.append((f"{name}, kept", measure(pid, port, path, seconds)))
            known = {"If_None_Match": etag}
            rows.append((f"{name}, 304", measure(pid, port, path, seconds, **known)))
    with serving(command, SITE, environ | {"PAGE_CACHE_MB": "0"}) as (pid, port):
        for name, path in pages.items():
            rows.append((f"{name}, made anew", measure(pid, port, path, seconds)))
    return rows


def look(port: int, path: str) -> tuple[str, str]:
    """The ETag of a page and its text."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.headers.get("ETag", ""), answer.read().decode()


def report(server: str, rows: Rows) -> None:
    floors = [spent.cpu_ms for name, spent in rows if name.startswith("(b)")]
    floor = statistics.mean(floors)
    print(f"\n{server}, {WORKERS} workers, {CONNECTIONS} connections")
    print("| page | status | bytes | CPU ms | × b | answers/s |")
    print("|---|---|---|---|---|---|")
    for name, spent in rows:
        print(
            f"| {name} | {spent.status} | {spent.bytes:,} | {spent.cpu_ms:.3f} "
            f"| {floor / spent.cpu_ms:.2f} | {spent.rate:,.0f} |"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--database", default="", help="an empty one; else SQLite")
    parser.add_argument("--seconds", type=float, default=4.0, help="for each page")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pages") as folder:
        environ = {"SHARE_ENV": "local", "INSTANCE": folder, "MAIL_URL": "log:"}
        if said.database:
            environ["DATABASE_URL"] = said.database
        feed = build(environ)
        for server, command in servers().items():
            before = of_floor(command, said.seconds)
            rows = of_site(command, environ, feed, said.seconds)
            report(server, [*before, *rows, *of_floor(command, said.seconds)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
