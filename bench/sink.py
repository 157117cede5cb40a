"""A mail server that takes all and keeps nothing."""

from __future__ import annotations

import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def sink() -> Iterator[int]:
    """A mail server in a process of its own that takes all and keeps nothing."""
    listening = socket.create_server(("127.0.0.1", 0))
    port: int = listening.getsockname()[1]
    process = multiprocessing.get_context("fork").Process(
        target=swallow, args=[listening], daemon=True
    )
    process.start()
    try:
        yield port
    finally:
        process.terminate()
        process.join()
        listening.close()


def swallow(listening: socket.socket) -> None:
    while True:
        line, _ = listening.accept()
        with line, line.makefile("rwb") as talk:
            answer(talk, b"220 sink")
            for said in talk:
                word = said[:4].upper()
                if word == b"DATA":
                    answer(talk, b"354 go on")
                    for text in talk:
                        if text == b".\r\n":
                            break
                answer(talk, b"221 bye" if word == b"QUIT" else b"250 taken")
                if word == b"QUIT":
                    break


def answer(talk: Any, words: bytes) -> None:
    talk.write(words + b"\r\n")
    talk.flush()
