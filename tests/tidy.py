"""The small checks before a commit: `python -m tests.tidy CHECK FILE…`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

LARGEST = 500 * 1024
MERGE = re.compile(rb"^(<{7} |={7}$|>{7} )", re.MULTILINE)
PRIVATE = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY")


def ends_badly(content: bytes) -> bool:
    return bool(content) and (content[-1:] != b"\n" or content.endswith(b"\n\n"))


CHECKS: dict[str, tuple[str, Callable[[bytes], object]]] = {
    "end-of-file": ("does not end in exactly one line break", ends_badly),
    "merge-marker": ("holds the mark of an unfinished merge", MERGE.search),
    "large-file": ("is larger than 500 kB", lambda content: len(content) > LARGEST),
    "private-key": ("holds a private key", PRIVATE.search),
}


def main(arguments: list[str]) -> int:
    words, is_wrong = CHECKS[arguments[0]]
    wrong = [name for name in arguments[1:] if is_wrong(Path(name).read_bytes())]
    for name in wrong:
        print(f"{name} {words}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
