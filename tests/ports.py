"""A port for a server of a test."""

from __future__ import annotations

import random
import socket

# Below the range from which the system lends ports to outgoing connections.
LOW, HIGH = 20000, 32000


def free_port() -> int:
    chance = random.SystemRandom()
    for _ in range(200):
        port = chance.randrange(LOW, HIGH)
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                continue
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise RuntimeError("No free port was found.")
