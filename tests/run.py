"""Runs every part of the suite this machine can run, and lists the others.

`make test` calls it. With CI=1 a part that cannot run is a failure. What follows on
the command line goes to pytest: `make test ARGS="-k feed"`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field

from tests.redis_server import missing_redis
from tests.tools import missing_tools, missing_validators

# Some tests walk the whole site: whoever is done takes over from whoever is not.
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal"]
LOCAL_SERVERS = (
    "postgresql:///postgres",
    "postgresql://127.0.0.1:5432/postgres",
    "postgresql://postgres@127.0.0.1:5432/postgres",
)
NO_POSTGRES = "no PostgreSQL answers locally or at TEST_DATABASE_URL"
# What needs nothing but Python and a database.
ALONE = "not browser and not redis and not validators"
NO_TESTS = 5  # what pytest says when nothing matches


@dataclass
class Part:
    """A share of the suite, with the reason why it cannot run here, if any."""

    name: str
    marks: str
    lacks: str = ""
    database: str = ""
    processes: str = "8"
    words: str = field(default="not run", init=False)
    passed: bool = field(default=True, init=False)

    def run(self, arguments: list[str]) -> None:
        environ = {**os.environ, "TEST_DATABASE_URL": self.database}
        print(f"\n── {self.name} " + "─" * (60 - len(self.name)), flush=True)
        begun = time.monotonic()
        most = ["--maxprocesses", self.processes]
        command = [*PYTEST, *most, "-m", self.marks, *arguments]
        code = subprocess.run(command, env=environ, check=False).returncode
        took = f"{time.monotonic() - begun:.0f} s"
        if code == NO_TESTS and arguments:
            self.words = "nothing in it matched"
            return
        self.passed = code == 0
        self.words = f"passed in {took}" if self.passed else f"FAILED after {took}"


def main(arguments: list[str]) -> int:
    must_be_whole = os.environ.get("CI", "") not in {"", "0", "false"}
    server = find_postgres()
    unanswered = "" if server else NO_POSTGRES
    parts = [
        Part("SQLite", f"{ALONE} and not postgres"),
        Part("PostgreSQL", ALONE, unanswered, server),
        Part("Redis", "redis", missing_redis(), server, processes="2"),
        Part("validators", "validators", missing_validators(), processes="2"),
        Part("browser", "browser", missing_tools(), processes="2"),
    ]
    able = [part for part in parts if not part.lacks]
    for part in able:
        part.run(arguments)
    report(parts)
    if must_be_whole and len(able) < len(parts):
        print("CI is set, so every part must run.")
        return 1
    return 0 if all(part.passed for part in able) else 1


def find_postgres() -> str:
    """The address of a server that lets us make databases, or nothing."""
    named = os.environ.get("TEST_DATABASE_URL")
    for address in [named] if named else LOCAL_SERVERS:
        probe = [sys.executable, "-m", "tests.databases", address]
        if subprocess.run(probe, check=False).returncode == 0:
            return address
    return ""


def report(parts: list[Part]) -> None:
    print("\nWhat ran")
    for part in parts:
        if not part.lacks:
            print(f"  {part.name:<12}{part.words}")
    print("What did not run here")
    for part in parts:
        if part.lacks:
            print(f"  {part.name:<12}{part.lacks}")
    if not any(part.lacks for part in parts):
        print("  nothing: the suite is whole")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
