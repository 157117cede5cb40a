"""SAFETY.md R75 on the site as it is served, where finished pages are kept: slow lines,
bodies out of all measure and nonsense take nothing from anybody else."""

from __future__ import annotations

import gzip
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.tools import ROOT

PAGES = ("/en/groups", "/en/", "/fr/groups", "/en/about")
SLOW = 150
FORM = "application/x-www-form-urlencoded"
HEAD = b"POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
NONSENSE = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200,
    b"GET /en/ HTTP/9.9\r\n\r\n",
    b"GET /en/\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
    b"POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
)

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    port = free_port()
    environ = {
        "SHARE_ENV": "local",
        "PORT": str(port),
        "INSTANCE": str(tmp_path_factory.mktemp("rush")),
        "MAIL_URL": "log:",
        "LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-m", "uclg_share.cli.serve"]
    with Path(os.devnull).open("w") as nowhere:
        site = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | environ, stdout=nowhere, stderr=nowhere
        )
        try:
            _wait_for(port)
            yield port
        finally:
            site.terminate()
            site.wait(60)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5)
            return
        time.sleep(0.2)
    raise RuntimeError("The site did not start.")


def is_quick(port: int) -> bool:
    """Others have their pages, each within the five seconds of R75."""
    for path in PAGES * 3:
        begun = time.monotonic()
        with urllib.request.urlopen(
            f"http://127.0.0.1:{port}{path}", timeout=10
        ) as got:
            assert got.status == 200
        assert time.monotonic() - begun < 5, path
    return True


def code_of(port: int, body: object, **headers: str) -> int:
    """What a form is answered; 0 where the server only closes the line."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("POST", "/en/sign-in", body, named)  # type: ignore[arg-type]
        return line.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        line.close()


def test_slow_lines_keep_nobody_waiting(port: int) -> None:
    with ExitStack() as lines:
        for number in range(SLOW):
            line = socket.create_connection(("127.0.0.1", port), timeout=10)
            lines.callback(line.close)
            whole = HEAD + b"Content-Type: " + FORM.encode() + b"\r\n\r\nemail="
            line.sendall(whole if number % 2 else HEAD)

        assert is_quick(port)
        time.sleep(2)
        assert is_quick(port)

    assert is_quick(port)


@pytest.mark.parametrize("what", ["fields", "field", "chunks", "packed"])
def test_a_body_out_of_all_measure_is_refused(port: int, what: str) -> None:
    fields = "&".join(f"f{number}=x" for number in range(50_000))
    megabyte = b"email=" + b"x" * 1_000_000
    bodies = {
        "fields": (fields.encode(), {"Content_Type": FORM}),
        "field": (b"email=" + b"x" * 5_000_000, {"Content_Type": FORM}),
        "chunks": ((megabyte for _ in range(200)), {"Content_Type": FORM}),
        "packed": (
            gzip.compress(b"email=" + b"x" * 50_000_000),
            {"Content_Type": FORM, "Content_Encoding": "gzip"},
        ),
    }
    body, headers = bodies[what]

    code = code_of(port, body, **headers)

    assert code == 0 or 400 <= code < 500
    assert is_quick(port)


@pytest.mark.parametrize("said", NONSENSE)
def test_nonsense_is_no_fault_of_ours(port: int, said: bytes) -> None:
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=20) as line,
        suppress(OSError),
    ):
        line.sendall(said)
        answer = line.recv(200)

    assert b" 50" not in answer.split(b"\r\n")[0]

    assert is_quick(port)
