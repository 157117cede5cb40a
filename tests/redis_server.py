"""A Redis of our own on a free port, which a test may kill."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.ports import free_port

ABSENT = "redis-server was not found; on Debian: apt-get install redis-server"


def missing_redis() -> str:
    """What is absent, in words; empty if nothing."""
    return "" if shutil.which("redis-server") else ABSENT


@contextmanager
def redis_server(port: int = 0) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address for REDIS_URL and its process; it writes nothing to the disk."""
    if missing_redis():
        if os.environ.get("CI", "") not in {"", "0", "false"}:
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    port = port or free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield f"redis://127.0.0.1:{port}/3", process
    finally:
        process.kill()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise RuntimeError("Redis did not start.")
