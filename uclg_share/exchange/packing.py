"""Several files as one ZIP: the same files make the same bytes, whenever and wherever.

Nothing of the moment, of the machine or of its compressor is in it: entries stand in
the order they are added, dated 1980, and are stored as they are unless it is said
that they may be squeezed.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

NO_MOMENT = (1980, 1, 1, 0, 0, 0)
UNIX = 3
# What fits here stays in memory; the rest of an archive waits on the disk.
IN_MEMORY = 4 * 1024 * 1024
PIECE = 64 * 1024


class Packer:
    def __init__(self, archive: zipfile.ZipFile, is_squeezed: bool) -> None:
        self._archive = archive
        self._kind = zipfile.ZIP_DEFLATED if is_squeezed else zipfile.ZIP_STORED

    def add(self, name: str, content: bytes | str) -> None:
        entry = zipfile.ZipInfo(name, NO_MOMENT)
        entry.create_system = UNIX
        entry.external_attr = 0o644 << 16
        entry.compress_type = self._kind
        self._archive.writestr(entry, content)


@contextmanager
def packing(file: IO[bytes], *, is_squeezed: bool = False) -> Iterator[Packer]:
    with zipfile.ZipFile(file, "w") as archive:
        yield Packer(archive, is_squeezed)


def new_file() -> IO[bytes]:
    """A place for an archive of any size; gone when it is closed."""
    return tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """The whole file from its beginning, a piece at a time, closing it at the end."""
    with file:
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
