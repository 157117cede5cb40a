"""What people upload, checked and made clean before anything of it is kept.

A picture is always made anew, so that nothing hidden in it survives. A document is kept
as it came, after a look inside: it is never opened here, and served as a download.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from uclg_share.attachments import documents, names, packages, pictures, sniffing
from uclg_share.attachments.models import Form
from uclg_share.attachments.refusals import LARGEST, Fault, Refused
from uclg_share.attachments.sniffing import Kind

__all__ = ["LARGEST", "Fault", "Refused", "Taken", "read"]

DOCUMENT = "file"


@dataclass(frozen=True)
class Taken:
    """A file that may be kept: `parts` go into the store under these names.

    A picture has all of "480.webp", "960.webp" and "1600.webp", each with its longer
    side at most that long; a picture that was smaller to begin with is not enlarged, so
    the names above its size hold the same bytes. A document has "file" alone.
    """

    form: Form
    name: str
    media_type: str
    parts: dict[str, bytes]
    sha256: str
    width: int | None = None
    height: int | None = None

    @property
    def size(self) -> int:
        """Bytes of the file, of a picture those of its largest size."""
        return len(self.parts[main_part(self.form)])

    @property
    def stored(self) -> int:
        """Bytes of all that is stored."""
        return sum(map(len, self.parts.values()))


def main_part(form: Form) -> str:
    """The stored name of the file itself, of a picture that of its largest size."""
    return pictures.part(pictures.SIZES[-1]) if form is Form.PICTURE else DOCUMENT


def read(name: str, data: bytes, keep_own_form: bool = False) -> Taken:
    """The file as it may be kept. Raises `Refused`.

    `keep_own_form` is for texts that come back from our own export: a picture that is
    as we would have written it stays as it is, to the byte.
    """
    if not data:
        raise Refused(Fault.EMPTY)
    if len(data) > LARGEST:
        raise Refused(Fault.TOO_LARGE)
    kind = sniffing.kind_of(names.ending(name), data)
    if kind.is_picture:
        return _picture(name, kind, data, keep_own_form)
    if kind.is_package:
        packages.check(kind, data)
    else:
        documents.check(kind, data)
    return Taken(
        form=Form.DOCUMENT,
        name=names.clean(name, kind.endings[0]),
        media_type=kind.media_type,
        parts={DOCUMENT: data},
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _picture(name: str, kind: Kind, data: bytes, keep_own_form: bool) -> Taken:
    made = pictures.make(kind, data, keep_own_form)
    largest = made.parts[main_part(Form.PICTURE)]
    return Taken(
        form=Form.PICTURE,
        name=names.clean(name, "webp"),
        media_type="image/webp",
        parts=made.parts,
        sha256=hashlib.sha256(largest).hexdigest(),
        width=made.width,
        height=made.height,
    )
