"""Readers who ask for one page again and again, and what the server spent on them."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.processes import descendants

CONNECTIONS = 16
FEWEST = 2 * CONNECTIONS
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """What one page cost: `cpu_ms` with the database, `bytes` as they travel; how many
    seconds each answer took."""

    requests: int
    seconds: float
    cpu_ms: float
    bytes: int
    status: int
    took: tuple[float, ...] = ()

    def within(self, share: float) -> float:
        """So many milliseconds this share of the answers took at most."""
        waits = sorted(self.took)
        return waits[min(len(waits) - 1, int(share * len(waits)))] * 1000

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


class _Reader:
    """One connection that stays open as long as the server lets it."""

    def __init__(self, port: int, request: bytes) -> None:
        self._port = port
        self.line = self._connect()
        self._request = request
        self._heard = b""
        self._asked = 0.0
        self._is_closing = False
        self.answer = (0, 0)  # the status and the bytes of the last one
        self.took = 0.0
        self.ask()

    def ask(self) -> None:
        self._heard, self._asked = b"", time.perf_counter()
        self.line.sendall(self._request)

    def ask_again(self, chosen: selectors.BaseSelector) -> None:
        if self._is_closing:
            chosen.unregister(self.line)
            self.line.close()
            self.line = self._connect()
            chosen.register(self.line, selectors.EVENT_READ, self)
        self.ask()

    def _connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), 60)

    def is_answered(self) -> bool:
        """Take what has come; an answer is whole when it is as long as it says."""
        piece = self.line.recv(256 * 1024)
        if not piece:
            raise ConnectionError("The server hung up.")
        self._heard += piece
        head, gap, body = self._heard.partition(b"\r\n\r\n")
        if not gap:
            return False
        status, head = int(head[9:12]), head.lower()
        _, found, rest = head.partition(b"content-length:")
        length = int(rest.split(b"\r\n")[0]) if found and status != 304 else 0
        self.answer = status, len(body)
        self.took = time.perf_counter() - self._asked
        self._is_closing = b"connection: close" in head
        return len(body) >= length


def measure(
    server: int,
    port: int,
    path: str,
    seconds: float,
    beside: Iterable[str] = ("postgres",),
    **headers: str,
) -> Spent:
    """Warm up, then count.

    `server` is the process above all that serve. What a program is called or says of
    itself, with one of the words of `beside` in it, counts too: of a PostgreSQL that
    others use, `: me mine ` are the connections to the database `mine`.
    """
    request = _request(port, path, headers)
    readers = [_Reader(port, request) for _ in range(CONNECTIONS)]
    with selectors.DefaultSelector() as chosen:
        for reader in readers:
            chosen.register(reader.line, selectors.EVENT_READ, reader)
        _read(chosen, min(1.0, seconds))
        before, begun = cpu_seconds(server, beside), time.monotonic()
        waits = _read(chosen, seconds)
        took, spent = time.monotonic() - begun, cpu_seconds(server, beside) - before
    for reader in readers:
        reader.line.close()
    status, size = max(reader.answer for reader in readers)
    cost = spent * 1000 / len(waits)
    return Spent(len(waits), took, cost, size, status, tuple(waits))


def _request(port: int, path: str, headers: dict[str, str]) -> bytes:
    lines = {"Host": f"127.0.0.1:{port}", "Accept-Encoding": "gzip"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    said = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"GET {path} HTTP/1.1\r\n{said}\r\n".encode()


def _read(chosen: selectors.BaseSelector, seconds: float) -> list[float]:
    """For at least so long, and until everybody had some answers: what was begun
    before weighs little then."""
    waits: list[float] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(waits) < FEWEST:
        for key, _ in chosen.select(1):
            if key.data.is_answered():
                waits.append(key.data.took)
                key.data.ask_again(chosen)
    return waits


def cpu_seconds(server: int, beside: Iterable[str]) -> float:
    """Of the server with everything below it, and of the programs beside it."""
    found = {pid for word in beside for pid in _programs(word.encode())}
    return sum(map(_ticks, {server, *descendants(server), *found})) / TICK


def _programs(word: bytes) -> Iterable[int]:
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            said = (entry / "comm").read_bytes() + (entry / "cmdline").read_bytes()
            if word in said and int(entry.name) != os.getpid():
                yield int(entry.name)


def _ticks(pid: int) -> int:
    """In user and in system mode."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(said[11]) + int(said[12])
