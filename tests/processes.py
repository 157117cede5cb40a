"""The server of a site that runs in a process of its own, killed without a warning."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def kill_server(keeper: int) -> None:
    """The server with its workers, not the keeper that starts it again."""
    for pid in descendants(keeper):
        with suppress(OSError):
            if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)


def descendants(pid: int) -> list[int]:
    """Every process below one, as Linux tells it."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in map(int, below) for one in (child, *descendants(child))]
