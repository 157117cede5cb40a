"""Readers who ask for one page again and again, and what the server spent on them."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.processes import descendants

CONNECTIONS = 16
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """What one page cost: `cpu_ms` with the database, `bytes` as they travel."""

    requests: int
    seconds: float
    cpu_ms: float
    bytes: int
    status: int

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class _Reader:
    """One connection that stays open."""

    def __init__(self, port: int, request: bytes) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), 10)
        self._request = request
        self._heard = b""
        self.answer = (0, 0)  # the status and the bytes of the last one
        self.ask()

    def ask(self) -> None:
        self._heard = b""
        self.line.sendall(self._request)

    def is_answered(self) -> bool:
        """Take what has come; an answer is whole when it is as long as it says."""
        piece = self.line.recv(256 * 1024)
        if not piece:
            raise ConnectionError("The server hung up.")
        self._heard += piece
        head, gap, body = self._heard.partition(b"\r\n\r\n")
        if not gap:
            return False
        status = int(head[9:12])
        _, found, rest = head.lower().partition(b"content-length:")
        length = int(rest.split(b"\r\n")[0]) if found and status != 304 else 0
        self.answer = status, len(body)
        return len(body) >= length


def measure(server: int, port: int, path: str, seconds: float, **headers: str) -> Spent:
    """Warm up, then count; `server` is the process above all that serve."""
    lines = {"Host": f"127.0.0.1:{port}", "Accept-Encoding": "gzip"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    request = f"GET {path} HTTP/1.1\r\n{said}\r\n".encode()
    readers = [_Reader(port, request) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as chosen:
        for reader in readers:
            chosen.register(reader.line, selectors.EVENT_READ, reader)
        _read(chosen, min(1.0, seconds))
        before, begun = cpu_seconds(server), time.monotonic()
        number = _read(chosen, seconds)
        took, spent = time.monotonic() - begun, cpu_seconds(server) - before
    for reader in readers:
        reader.line.close()
    status, size = max(reader.answer for reader in readers)
    return Spent(number, took, spent * 1000 / number, size, status)


def _read(chosen: selectors.BaseSelector, seconds: float) -> int:
    number, until = 0, time.monotonic() + seconds
    while time.monotonic() < until:
        for key, _ in chosen.select(1):
            if key.data.is_answered():
                number += 1
                key.data.ask()
    return number


def cpu_seconds(server: int) -> float:
    """Of the server with everything below it, and of every process of PostgreSQL."""
    every = {server, *descendants(server), *_of_postgresql()}
    return sum(map(_ticks, every)) / TICK


def _of_postgresql() -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if (entry / "comm").read_text().strip() == "postgres":
                yield int(entry.name)


def _ticks(pid: int) -> int:
    """In user and in system mode."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(said[11]) + int(said[12])
