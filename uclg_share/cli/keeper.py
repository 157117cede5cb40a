"""Child processes that are started again when they die, and ended with care."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

import click

LOOK_EVERY = 0.2
STEADY_AFTER = 60.0
LONGEST_PAUSE = 5.0
# Requests in flight may take this long to end.
PATIENCE = 30.0
SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


class Child:
    """One process, with whatever it starts itself, in a group of its own."""

    def __init__(self, name: str, command: Sequence[str], folder: Path) -> None:
        self.name = name
        self._command = command
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._due = 0.0
        self._deaths = 0

    def tend(self) -> None:
        """Start it, also again when it has died: later each time, if it keeps dying."""
        moment = time.monotonic()
        if self._process is None:
            if moment >= self._due:
                self._start(moment)
        elif (code := self._process.poll()) is not None:
            self._bury(moment, code)

    def ask_to_end(self) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                self._process.terminate()

    def end(self, until: float) -> None:
        """Wait for it until then, and leave nothing of it behind."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, until - time.monotonic()))
        self._kill_group(self._process)
        self._process.wait()

    def _start(self, moment: float) -> None:
        self._started = moment
        # A session of its own: Ctrl-C reaches us alone, and we end the children.
        self._process = subprocess.Popen(  # noqa: S603  the commands are our own
            self._command,
            cwd=self._folder,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509  no threads run here
        )

    def _bury(self, moment: float, code: int) -> None:
        assert self._process is not None
        self._kill_group(self._process)
        self._process = None
        steady = moment - self._started > STEADY_AFTER
        self._deaths = 1 if steady else self._deaths + 1
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** min(self._deaths - 1, 10))
        self._due = moment + pause
        said = f"The {self.name} ended with code {code}; it starts in {pause:g} s."
        click.echo(said, err=True)

    @staticmethod
    def _kill_group(process: subprocess.Popen[bytes]) -> None:
        """What the process started must not outlive it and keep the port."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def keep(children: Sequence[Child], look: Callable[[], None]) -> None:
    """Run them until SIGTERM or SIGINT; `look` is called between the looks at them."""
    ending = False

    def end(_signal: int, _frame: FrameType | None) -> None:
        nonlocal ending
        ending = True

    for kind in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(kind, end)
    while not ending:
        for child in children:
            child.tend()
        look()
        time.sleep(LOOK_EVERY)
    for child in children:
        child.ask_to_end()
    until = time.monotonic() + PATIENCE
    for child in children:
        child.end(until)


def _die_with_parent() -> None:
    """When we are killed outright, Linux asks the child to end."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DEATH_SIGNAL, signal.SIGTERM)
