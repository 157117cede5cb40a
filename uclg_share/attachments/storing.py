"""The bytes of stored files: in the store under the key of their row."""

from __future__ import annotations

from contextlib import suppress

from uclg_share.attachments.intake import DOCUMENT, Taken, main_part
from uclg_share.attachments.models import Attachment, Form
from uclg_share.attachments.pictures import SIZES, part
from uclg_share.storage import Missing, Unavailable, store

MOST_WEIGHTS = 20_000
_WEIGHTS: dict[str, int] = {}


def bytes_of(attachment: Attachment, name: str = "") -> bytes:
    """The file itself, or the part of this name. Raises `storage.Missing`."""
    return store().get(f"{attachment.key}/{name or main_part(attachment.form)}")


def weight_of(attachment: Attachment, name: str) -> int:
    """Bytes of one part, 0 where the store does not tell. A key never has other bytes,
    so that each process reads it once."""
    part = f"{attachment.key}/{name}"
    with suppress(Missing, Unavailable):
        if part not in _WEIGHTS:
            if len(_WEIGHTS) >= MOST_WEIGHTS:
                _WEIGHTS.clear()
            _WEIGHTS[part] = len(store().get(part))
        return _WEIGHTS[part]
    return 0


def part_names(form: Form) -> list[str]:
    return [part(size) for size in SIZES] if form is Form.PICTURE else [DOCUMENT]


def put(key: str, taken: Taken) -> None:
    for name, data in taken.parts.items():
        store().put(f"{key}/{name}", data, taken.media_type)


def taken_again(attachment: Attachment) -> Taken:
    """A stored file as it was taken, to be stored with another text."""
    names = part_names(attachment.form)
    return Taken(
        form=attachment.form,
        name=attachment.name,
        media_type=attachment.media_type,
        parts={name: bytes_of(attachment, name) for name in names},
        sha256=attachment.sha256,
        width=attachment.width,
        height=attachment.height,
    )


def forget(key: str, form: Form) -> None:
    """Remove the bytes; the row is gone or says that they are, and committed."""
    for name in part_names(form):
        store().delete(f"{key}/{name}")
