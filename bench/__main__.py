"""`make bench`: kill the server under load and count what was lost.

`python -m bench --rounds 10 --writers 20 --database postgresql:///name` says more.
"""

from __future__ import annotations

import argparse
import sys

from bench.crash import Trial


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--rounds", type=int, default=10, help="how often to kill")
    parser.add_argument("--writers", type=int, default=20, help="writers at once")
    parser.add_argument(
        "--database", default="", help="an empty database; a new SQLite file if none"
    )
    said = parser.parse_args()
    return Trial(said.rounds, said.writers, said.database).run()


if __name__ == "__main__":
    sys.exit(main())
