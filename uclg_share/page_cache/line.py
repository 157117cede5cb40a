"""One line to a Redis, and two words of its language.

The library of that name adds 22 MB to each process, and knows a time-out for each piece
of an answer but none for the whole. Here a call ends in time, whatever comes.
"""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from urllib.parse import unquote, urlsplit

PORT = 6379
LONGEST_ANSWER = 512 * 1024
PIECE = 64 * 1024


class Refused(Exception):
    """Redis is there and said no: full, loading, or not for us."""


class Line:
    """Every call may end in an `OSError`, also where the answer is none of Redis; then
    nobody knows what comes next on this line, and it must be closed."""

    def __init__(self, url: str, patience: float) -> None:
        parts = urlsplit(url)
        self._heard = b""
        self._socket = _socket_to(url, patience)
        try:
            if parts.password:
                words = [
                    unquote(word) for word in (parts.username, parts.password) if word
                ]
                self.ask(patience, "AUTH", *words)
            if parts.scheme != "unix" and (number := parts.path.strip("/")):
                self.ask(patience, "SELECT", number)
        except BaseException:
            self.close()
            raise

    def ask(self, patience: float, *words: str | bytes) -> bytes | None:
        """The answer to a command that has a short text for an answer, or nothing."""
        until = time.monotonic() + patience
        self._socket.settimeout(patience)
        self._socket.sendall(_command(words))
        first = self._until_end_of_line(until)
        kind, said = first[:1], first[1:]
        if kind == b"+":
            return said
        if kind == b"-":
            raise Refused(said[:80].decode("ascii", "replace"))
        if kind != b"$" or not said.removeprefix(b"-").isdigit():
            raise OSError("This is not how Redis speaks.")
        if (length := int(said)) < 0:
            return None
        if length > LONGEST_ANSWER:
            raise OSError("The answer is too long.")
        return self._take(length + 2, until)[:length]

    def close(self) -> None:
        with suppress(OSError):
            self._socket.close()

    def _until_end_of_line(self, until: float) -> bytes:
        while b"\r\n" not in self._heard:
            if len(self._heard) > PIECE:
                raise OSError("The answer has no end.")
            self._hear(until)
        line, _, self._heard = self._heard.partition(b"\r\n")
        return line

    def _take(self, length: int, until: float) -> bytes:
        while len(self._heard) < length:
            self._hear(until)
        taken, self._heard = self._heard[:length], self._heard[length:]
        return taken

    def _hear(self, until: float) -> None:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)
        piece = self._socket.recv(PIECE)
        if not piece:
            raise ConnectionError("Redis hung up.")
        self._heard += piece


def _socket_to(url: str, patience: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        plain = socket.socket(socket.AF_UNIX)
        plain.settimeout(patience)
        plain.connect(unquote(parts.path))
        return plain
    host = parts.hostname or ""
    plain = socket.create_connection((host, parts.port or PORT), patience)
    plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if parts.scheme == "redis":
        return plain
    return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def _command(words: tuple[str | bytes, ...]) -> bytes:
    """Each word after its length, so that none can end another."""
    pieces = [b"*%d\r\n" % len(words)]
    for word in words:
        data = word.encode() if isinstance(word, str) else word
        pieces.append(b"$%d\r\n%b\r\n" % (len(data), data))
    return b"".join(pieces)
