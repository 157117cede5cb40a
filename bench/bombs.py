"""Every bad file through the front door: what it costs the server.

`make bench-bombs` starts the real server and sends each file of `tests/badfiles.py` as
a member would. The server must answer within 10 seconds and stay below 400 MB.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from bench.crash import SERVE, wait_until_ready
from bench.people import sign_up_writers
from bench.writer import Writer
from config import read_settings
from tests import badfiles, pictures
from tests.badfiles import Case
from tests.ports import free_port
from tests.processes import descendants
from uclg_share import create_app
from uclg_share.database import db
from uclg_share.posts.models import Post

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 10.0
MOST_MEMORY = 400
FORM_TYPE = "multipart/form-data"
EDGE = "--------------------------edge"
# Not bad at all, and the most work there is: as large as they may be.
HEAVY = [
    Case("39-megapixel-png", "a.png", lambda: pictures.flat_png(6240, 6240)),
    Case("39-megapixel-rgba", "a.png", lambda: _large("PNG", 6240, "RGBA")),
    Case("39-megapixel-palette", "a.png", lambda: _large("PNG", 6240, "P")),
    Case("39-megapixel-jpeg", "a.jpg", lambda: _large("JPEG", 6240, "RGB")),
    Case("22-megapixel-rgba", "a.png", lambda: _large("PNG", 4700, "RGBA")),
    Case("13-megapixel-webp", "a.webp", lambda: _large("WEBP", 3600, "RGB")),
    Case(
        "32-megapixel-progressive-jpeg",
        "a.jpg",
        lambda: _large("JPEG", 5690, "RGB", progressive=True, subsampling=0),
    ),
]


def _large(form: str, side: int, mode: str, **options: Any) -> bytes:
    small = pictures.drawing(100, 100).convert(mode)
    return pictures.written(small.resize((side, side), 0), form, **options)


def main() -> int:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="bombs") as folder:
        environ = {
            "SHARE_ENV": "local",
            "PORT": str(port),
            "INSTANCE": folder,
            "POSTING_LIMIT": "off",
            "MAIL_URL": "log:",
            "LOG_LEVEL": "ERROR",
        }
        site = subprocess.Popen(SERVE, cwd=ROOT, env=os.environ | environ)
        try:
            wait_until_ready(port)
            app = create_app(read_settings(environ))
            [writer, reader] = sign_up_writers(app, 2, port)
            address = f"/en/posts/{_draft_of(app, writer)}/files"
            return _send_all(site.pid, writer, reader, address)
        finally:
            site.terminate()
            site.wait(60)


def _draft_of(app: Flask, writer: Writer) -> int:
    """A text of theirs to send files to, saved through its page."""
    ending = threading.Event()
    saving = threading.Thread(target=writer.write_until, args=[ending])
    saving.start()
    while not writer.saved:
        time.sleep(0.1)
    ending.set()
    saving.join()
    with app.app_context():
        mine = select(Post.id).where(Post.working_title == writer.saved[0])
        return db.session.scalars(mine).one()


def _send_all(keeper: int, writer: Writer, reader: Writer, address: str) -> int:
    faults = 0
    print(f"{'file':<32}{'answer':>7}{'seconds':>9}{'of CPU':>8}{'MB':>6}{'others':>9}")
    for case in [*badfiles.REFUSED, *badfiles.DIRTY, *HEAVY]:
        data = case.make()
        _forget_peaks(keeper)
        worked = _cpu(keeper)
        with _reading(reader) as waits:
            begun = time.monotonic()
            status = _send(writer, address, case.name, data)
            took = time.monotonic() - begun
        peak, worked = _peak(keeper), _cpu(keeper) - worked
        wanted = {201, 422} if case in HEAVY else {422} if case.fault else {201}
        fault = took > LONGEST or peak > MOST_MEMORY or status not in wanted
        faults += fault
        row = f"{case.case:<32}{status:>7}{took:>9.2f}{worked:>8.2f}"
        row += f"{peak:>6}{max(waits):>9.2f}"
        print(f"{row}  FAULT" if fault else row, flush=True)
    print("All within bounds." if not faults else f"{faults} out of bounds.")
    return 1 if faults else 0


def _send(writer: Writer, address: str, name: str, data: bytes) -> int:
    head = f'--{EDGE}\r\nContent-Disposition: form-data; name="new_files"; '
    head += f'filename="{name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
    tail = f"\r\n--{EDGE}\r\nContent-Disposition: form-data; "
    tail += f'name="csrf_token"\r\n\r\n{writer.token}\r\n--{EDGE}--\r\n'
    line = http.client.HTTPConnection("127.0.0.1", writer.port, timeout=60)
    headers = {"Cookie": writer.cookie, "Content-Type": f"{FORM_TYPE}; boundary={EDGE}"}
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has heard enough
            line.request("POST", address, head.encode() + data + tail.encode(), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status
    finally:
        line.close()


@contextmanager
def _reading(reader: Writer) -> Iterator[list[float]]:
    """Somebody who reads meanwhile: how long each of their pages took."""
    waits: list[float] = []
    ending = threading.Event()

    def read() -> None:
        while not waits or not ending.is_set():
            begun = time.monotonic()
            with suppress(OSError, http.client.HTTPException):
                reader.read_page("/en/")
            waits.append(time.monotonic() - begun)
            time.sleep(0.05)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        yield waits
    finally:
        ending.set()
        reading.join()


def _forget_peaks(keeper: int) -> None:
    for pid in _servers(keeper):
        Path(f"/proc/{pid}/clear_refs").write_text("5")


def _peak(keeper: int) -> int:
    """The most a server process has had of memory since, in MB."""
    peaks = []
    for pid in _servers(keeper):
        status = Path(f"/proc/{pid}/status").read_text()
        peaks += [int(kb) // 1024 for kb in re.findall(r"VmHWM:\s+(\d+)", status)]
    return max(peaks)


def _cpu(keeper: int) -> float:
    """Seconds the server has worked; on a busy machine an answer takes longer."""
    ticks = 0
    for pid in _servers(keeper):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(told[11]) + int(told[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _servers(keeper: int) -> list[int]:
    return [
        pid
        for pid in descendants(keeper)
        if b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


if __name__ == "__main__":
    sys.exit(main())
