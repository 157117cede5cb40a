"""A folder as a store: right for one machine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from uclg_share.storage.contract import KEY, Missing, Unavailable, checked

# What was not finished is a key like any other: the clean-up finds it.
UNFINISHED = "unfinished"


class Folder:
    """Files in a folder that belongs to us alone."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def put(self, key: str, data: bytes, media_type: str) -> None:  # noqa: ARG002  the database knows it
        goal = self._path / checked(key)
        half = self._path / UNFINISHED / secrets.token_hex(12)
        try:
            half.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(half, data)
            _move(half, goal)
        except OSError as error:
            with suppress(OSError):
                half.unlink(missing_ok=True)
            raise Unavailable("the folder cannot be written to") from error

    def get(self, key: str) -> bytes:
        try:
            return (self._path / checked(key)).read_bytes()
        except FileNotFoundError as error:
            raise Missing(key) from error
        except OSError as error:
            raise Unavailable("the folder cannot be read") from error

    def delete(self, key: str) -> None:
        path = self._path / checked(key)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise Unavailable("the folder cannot be written to") from error
        with suppress(OSError):  # others are still in it, or it never was
            path.parent.rmdir()

    def keys(self) -> Iterator[tuple[str, datetime]]:
        for path in sorted(self._path.glob("*/*")):
            key = path.relative_to(self._path).as_posix()
            with suppress(FileNotFoundError):  # deleted while we looked
                moment = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
                if KEY.fullmatch(key):
                    yield key, moment


def _write(path: Path, data: bytes) -> None:
    """Written through to the disk, so that a name never stands for half a file."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move(half: Path, goal: Path) -> None:
    for last in (False, True):
        goal.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            half.replace(goal)
        except FileNotFoundError:  # its folder was emptied and removed just now
            if last:
                raise
        else:
            break
    for folder in (goal.parent, goal.parent.parent):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
