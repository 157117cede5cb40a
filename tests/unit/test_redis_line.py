"""Whatever answers at the address of Redis, a call ends, and in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from uclg_share.page_cache.line import LONGEST_ANSWER, PIECE, Line, Refused

Behaviour = Callable[[socket.socket], None]


@contextmanager
def somebody(behave: Behaviour) -> Iterator[str]:
    """A server that takes one line and behaves like this on it."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            with suppress(OSError):
                line, _ = door.accept()
                with line:
                    behave(line)

        serving = threading.Thread(target=serve)
        serving.start()
        yield f"redis://127.0.0.1:{door.getsockname()[1]}"
        door.shutdown(socket.SHUT_RDWR)
    serving.join(10)


def saying(answer: bytes) -> Behaviour:
    def behave(line: socket.socket) -> None:
        line.recv(PIECE)
        line.sendall(answer)
        line.recv(PIECE)

    return behave


def asked(url: str, patience: float = 5.0) -> bytes | None:
    line = Line(url, 5.0)
    try:
        return line.ask(patience, "GET", "a page")
    finally:
        line.close()


@pytest.mark.parametrize(
    "answer, meant",
    [
        (b"$3\r\nabc\r\n", b"abc"),
        (b"$4\r\na\r\nb\r\n", b"a\r\nb"),
        (b"$0\r\n\r\n", b""),
        (b"$-1\r\n", None),
        (b"+OK\r\n", b"OK"),
    ],
)
def test_an_answer_is_taken_as_it_is_meant(answer: bytes, meant: bytes | None) -> None:
    with somebody(saying(answer)) as url:
        assert asked(url) == meant


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"$many\r\nabc\r\n",
        b"$\r\n",
        b"*1\r\n$1\r\na\r\n",
        b"\r\n",
        b"$%d\r\n" % (LONGEST_ANSWER + 1),
        b"x" * (2 * PIECE),
        b"$99999999999999999999999999999\r\n",
        "$²\r\nab\r\n".encode(),
    ],
)
def test_rubbish_ends_the_line(answer: bytes) -> None:
    with (
        somebody(saying(answer)) as url,
        pytest.raises(OSError, match=r"answer|speaks"),
    ):
        asked(url)


def test_a_refusal_is_told_from_a_fault() -> None:
    full = saying(b"-OOM command not allowed\r\n")
    with somebody(full) as url, pytest.raises(Refused, match="OOM"):
        asked(url)


def silent(line: socket.socket) -> None:
    line.recv(PIECE)
    line.recv(PIECE)


def dripping(line: socket.socket) -> None:
    line.sendall(b"$1000\r\n")
    for _ in range(1000):
        line.sendall(b"x")
        time.sleep(0.01)


def hanging_up(line: socket.socket) -> None:
    line.recv(PIECE)


@pytest.mark.parametrize("behave", [silent, dripping, hanging_up])
def test_who_does_not_answer_is_not_waited_for(behave: Behaviour) -> None:
    begun = time.monotonic()

    with somebody(behave) as url, pytest.raises((TimeoutError, ConnectionError)):
        asked(url, patience=0.05)

    assert time.monotonic() - begun < 5  # all that drips would have taken ten
