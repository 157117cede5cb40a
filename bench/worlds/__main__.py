"""`make bench-worlds`: build the worlds that are not there yet, and measure them."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from bench.worlds.measuring import Bench
from bench.worlds.plan import Plan
from bench.worlds.sites import FOLDER, find_or_build
from bench.worlds.table import table


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.worlds")
    parser.add_argument("--posts", type=int, nargs="+", default=[1_000])
    parser.add_argument("--folder", type=Path, default=FOLDER, help="of all worlds")
    parser.add_argument(
        "--server",
        default="",
        help="address of a PostgreSQL, as superuser; else SQLite",
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="for each page")
    parser.add_argument("--only-build", action="store_true", help="measure nothing")
    parser.add_argument(
        "--beside", nargs="*", default=[], help="programs that count too: redis-server"
    )
    said = parser.parse_args()
    for posts in said.posts:
        site = find_or_build(Plan(posts), said.folder, said.server, _say)
        if not said.only_build:
            run = Bench(site, said.seconds, said.beside, _say).measure()
            print(table(site, run), flush=True)
    return 0


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
