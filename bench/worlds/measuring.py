"""What each page costs in a world, beside the floor before and after."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from getpass import getuser
from pathlib import Path

from sqlalchemy import make_url

from bench.load import Spent, measure
from bench.pages import FLOOR, SITE, look, servers, serving
from bench.worlds.asking import Addresses, addresses
from bench.worlds.plan import Say
from bench.worlds.sites import Site
from tests.processes import descendants

FORGETFUL = "bench.worlds.forgetful:app"
UNKEPT = {"PAGE_CACHE_MB": "0"}


@dataclass
class Run:
    """What was found, in the order of the table."""

    rows: list[tuple[str, Spent]] = field(default_factory=list)
    # (b) before and after, under each server.
    floors: dict[str, list[float]] = field(default_factory=dict)
    depth: int = 0
    started_in: float = 0.0
    # Of each process that serves, after the run: resident and proportional, in MB.
    memory: list[tuple[float, float]] = field(default_factory=list)


class Bench:
    def __init__(self, site: Site, seconds: float, beside: list[str], say: Say) -> None:
        self._site, self._seconds, self._say = site, seconds, say
        self._beside = beside
        if site.database:
            # Of a PostgreSQL that others use as well, the connections to ours alone.
            url = make_url(site.database)
            user = url.username or getuser()  # as libpq does
            self._beside = [*beside, f": {user} {url.database} "]
        self._known: Addresses = addresses(site)
        self.run = Run(depth=self._known.depth)

    def measure(self) -> Run:
        known = servers()
        with self._between_floors("granian", known["granian"]):
            self._kept("granian", known["granian"])
            self._made(known["granian"])
            self._first(known["granian"])
        if "gunicorn" in known:
            with self._between_floors("gunicorn", known["gunicorn"]):
                self._kept("gunicorn", known["gunicorn"])
        return self.run

    @contextmanager
    def _between_floors(self, name: str, command: list[str]) -> Iterator[None]:
        floors = self.run.floors.setdefault(name, [])
        floors.append(self._floor(command))
        yield
        floors.append(self._floor(command))

    def _floor(self, command: list[str]) -> float:
        with serving(command, FLOOR, {}) as (pid, port):
            return measure(pid, port, "/b", self._seconds, ()).cpu_ms

    def _kept(self, server: str, command: list[str]) -> None:
        """Visitors, with the pages kept."""
        with serving(command, SITE, self._site.environ) as (pid, port):
            for name in ("feed", "post"):
                path: str = getattr(self._known, name)
                self._ask(f"{name}, visitor, kept ({server})", pid, port, path)
                etag, _ = look(port, path)
                self._ask(f"{name}, visitor, 304 ({server})", pid, port, path,
                          If_None_Match=etag)  # fmt: skip

    def _made(self, command: list[str]) -> None:
        """Each page made anew, for visitors and for a member."""
        known, begun = self._known, time.monotonic()
        environ = self._site.environ | UNKEPT
        with serving(command, SITE, environ, wait=False) as (pid, port):
            self.run.started_in = _first_answer(port, known.feed, begun)
            time.sleep(1)  # until the other worker has begun too
            deep = f"page {known.depth:,}"
            self._ask("feed, visitor, cold", pid, port, known.feed)
            self._ask(f"feed, visitor, cold, {deep}", pid, port, known.deep)
            self._ask("post, visitor, cold", pid, port, known.post)
            who = {"Cookie": known.cookie}
            self._ask("feed, signed in", pid, port, known.feed, **who)
            self._ask(f"feed, signed in, {deep}", pid, port, known.deep, **who)
            self._ask("post, 20 comments, signed in", pid, port, known.talked, **who)
            for name, path in known.searches.items():
                self._ask(f"search, {name}", pid, port, path)
            self.run.memory = [_memory(one) for one in descendants(pid) if _serves(one)]

    def _first(self, command: list[str]) -> None:
        """As the first reader after an act meets them."""
        known, environ = self._known, self._site.environ | UNKEPT
        who = {"Cookie": known.cookie}
        with serving(command, FORGETFUL, environ) as (pid, port):
            first = "first after an act"
            self._ask(f"feed, visitor, {first}", pid, port, known.feed)
            self._ask(f"feed, signed in, {first}", pid, port, known.feed, **who)
            talked = f"post, 20 comments, signed in, {first}"
            self._ask(talked, pid, port, known.talked, **who)

    def _ask(self, name: str, pid: int, port: int, path: str, **headers: str) -> None:
        spent = measure(pid, port, path, self._seconds, self._beside, **headers)
        if spent.status not in {200, 304}:
            raise RuntimeError(f"{path} answers {spent.status}")
        self.run.rows.append((name, spent))
        self._say(f"{name}: {spent.cpu_ms:.3f} ms")


def _first_answer(port: int, path: str, begun: float) -> float:
    """Seconds from the start of the server to the first page."""
    while time.monotonic() - begun < 60:
        with suppress(OSError, urllib.error.URLError):
            look(port, path)
            return time.monotonic() - begun
        time.sleep(0.02)
    raise RuntimeError("The server did not answer.")


def _serves(pid: int) -> bool:
    """A process of Python with the application in it, no helper beside it."""
    return b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _memory(pid: int) -> tuple[float, float]:
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    lines = {line.split()[0]: line.split()[1] for line in told.splitlines()[1:]}
    return int(lines["Rss:"]) / 1024, int(lines["Pss:"]) / 1024
