"""The pictures of a pack, as large as all of them together may be."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress

from uclg_share.attachments.pictures import SIZES, part
from uclg_share.attachments.shown import Shown
from uclg_share.attachments.storing import bytes_of
from uclg_share.storage import Missing

SMALL, MIDDLE = SIZES[0], SIZES[1]
# What goes in with all pictures of a pack; from the half on they are small ones.
MOST_BYTES = 20 * 1024 * 1024


class Album:
    """Looks up each picture once; what no longer fits is left out."""

    def __init__(self) -> None:
        self.left = MOST_BYTES
        self._found: dict[int, bytes | None] = {}

    def picture(self, one: Shown) -> bytes | None:
        if one.file.id not in self._found:
            self._found[one.file.id] = self._taken(one)
        return self._found[one.file.id]

    def address(self, one: Shown) -> str:
        """The picture itself, as an address; empty where it was left out."""
        data = self.picture(one)
        return f"data:image/webp;base64,{b64encode(data).decode()}" if data else ""

    def _taken(self, one: Shown) -> bytes | None:
        if one.file.taken_down_at is not None:
            return None
        size = MIDDLE if self.left > MOST_BYTES // 2 else SMALL
        with suppress(Missing):  # lost: the text goes without it
            data = bytes_of(one.file, part(size))
            if len(data) <= self.left:
                self.left -= len(data)
                return data
        return None
