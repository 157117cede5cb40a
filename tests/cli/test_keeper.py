"""The processes of `make demo`: started again when they die, ended when asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tools import ROOT

KEEPER = """
import sys
from pathlib import Path
from uclg_share.cli.keeper import Child, keep
folder = Path(sys.argv[1])
note = "import os, time; open('pids', 'a').write(f'{os.getpid()} '); time.sleep(60)"
keep([Child("server", [sys.executable, "-c", note], folder)], lambda: None)
"""


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", KEEPER, str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    yield process
    process.kill()
    process.wait()


def test_a_child_that_is_killed_comes_back(
    keeper: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    first = wait_for(lambda: started(tmp_path))[0]

    os.kill(first, signal.SIGKILL)

    assert wait_for(lambda: started(tmp_path)[1:])[0] != first


def test_sigterm_ends_everything_in_peace(
    keeper: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    child = wait_for(lambda: started(tmp_path))[0]

    keeper.terminate()

    assert keeper.wait(20) == 0
    assert not is_alive(child)


def test_no_child_outlives_a_keeper_that_is_killed(
    keeper: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    child = wait_for(lambda: started(tmp_path))[0]

    keeper.kill()

    wait_for(lambda: [] if is_alive(child) else [0])


def started(folder: Path) -> list[int]:
    pids = folder / "pids"
    return [int(word) for word in pids.read_text().split()] if pids.exists() else []


def is_alive(process: int) -> bool:
    """Whether it runs. Only Linux tells; elsewhere the answer is no."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(look: Callable[[], list[int]], seconds: float = 20) -> list[int]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("It did not happen in time.")
