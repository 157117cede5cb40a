"""Office documents: a zip whose parts are looked through, and kept as it came."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from uclg_share.attachments.refusals import Fault, Refused
from uclg_share.attachments.sniffing import (
    DOCX,
    ODP,
    ODS,
    ODT,
    OLE_HEAD,
    PPTX,
    XLSX,
    ZIP_HEAD,
    Kind,
)

MOST_PARTS = 3_000
MOST_UNPACKED = 200 * 1024 * 1024
LARGEST_EMBEDDED = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_DIRECTORY_ENTRY = b"PK\x01\x02"
_DIRECTORY_END = b"PK\x05\x06"
# Where the text, the tables or the slides begin.
_MAIN = {DOCX: "word/document", XLSX: "xl/workbook.xml", PPTX: "ppt/presentation.xml"}
_OPEN_DOCUMENTS = {ODT, ODS, ODP}
# The table behind a chart is a document in the document: it is looked through as well.
_EMBEDDED = {"docx": DOCX, "xlsx": XLSX, "pptx": PPTX}
_LIVE_PLACES = ("basic/", "scripts/")
_LIVE_WORDS = ("vbaproject", "vbadata", "macrosheets/", "activex/")
_LIVE_ENDINGS = (
    *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".sh"),
    *(".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".jar", ".lnk", ".reg"),
)
_LIVE_HEADS = (
    OLE_HEAD,
    ZIP_HEAD,
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
)


class _Budget:
    """What may still be unpacked, of a document and of those embedded in it."""

    def __init__(self) -> None:
        self.left = MOST_UNPACKED

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(Fault.TOO_MUCH_INSIDE)


def check(kind: Kind, data: bytes) -> None:
    """Raises `Refused`."""
    _check(kind, data, _Budget(), may_embed=True)


def _check(kind: Kind, data: bytes, budget: _Budget, may_embed: bool) -> None:
    # The directory is in memory before anybody can count it.
    if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise Refused(Fault.TOO_MUCH_INSIDE)
    # Nothing before the first part and nothing behind the last.
    if not data.startswith(ZIP_HEAD) or data[-22:-18] != _DIRECTORY_END:
        raise Refused(Fault.DAMAGED)
    try:
        with ZipFile(BytesIO(data)) as package:
            _check_directory(package)
            _check_type(kind, package)
            _check_parts(package, budget, may_embed)
    except (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise Refused(Fault.DAMAGED) from error


def _check_directory(package: ZipFile) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if any(part.flag_bits & 0x41 for part in parts):
        raise Refused(Fault.LOCKED)
    if len(set(map(str.casefold, names))) < len(names) or not parts:
        raise Refused(Fault.DAMAGED)  # two programs could read two documents
    if min(part.header_offset for part in parts) > 0:
        raise Refused(Fault.DAMAGED)
    if any(map(_is_odd, parts)):
        raise Refused(Fault.DAMAGED)
    if any(map(_is_live, map(str.casefold, names))):
        raise Refused(Fault.LIVE)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(Fault.TOO_MUCH_INSIDE)


def _is_odd(part: ZipInfo) -> bool:
    """Whether it would be unpacked elsewhere, or not by everybody."""
    name = part.orig_filename
    return (
        name.startswith("/")
        or any(char in name for char in "\\:\x00")
        or ".." in name.split("/")
        or stat.S_ISLNK(part.external_attr >> 16)
        or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
    )


def _is_live(name: str) -> bool:
    return (
        name.startswith(_LIVE_PLACES)
        or any(word in name for word in _LIVE_WORDS)
        or name.endswith(_LIVE_ENDINGS)
    )


def _check_type(kind: Kind, package: ZipFile) -> None:
    names = set(package.namelist())
    if kind in _OPEN_DOCUMENTS:
        _check_open_document(kind, package, names)
        return
    begins = [name for name in names if name.startswith(_MAIN[kind])]
    if "[Content_Types].xml" not in names or not begins:
        raise Refused(Fault.DIFFERS)
    if b"macroEnabled" in _begin(package, "[Content_Types].xml", 1024 * 1024):
        raise Refused(Fault.LIVE)


def _check_open_document(kind: Kind, package: ZipFile, names: set[str]) -> None:
    if not {"mimetype", "content.xml"} <= names:
        raise Refused(Fault.DIFFERS)
    if _begin(package, "mimetype", 200).strip() != kind.media_type.encode():
        raise Refused(Fault.DIFFERS)
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _begin(package, manifest, 1024**2):
        raise Refused(Fault.LOCKED)


def _begin(package: ZipFile, name: str, size: int) -> bytes:
    with package.open(name) as part:
        return part.read(size)


def _check_parts(package: ZipFile, budget: _Budget, may_embed: bool) -> None:
    for part in package.infolist():
        folder, _, last = part.filename.casefold().rpartition("/")
        embedded = _EMBEDDED.get(last.rpartition(".")[2])
        if embedded and may_embed and folder.endswith("embeddings"):
            inside = b"".join(_unpacked(package, part, budget, LARGEST_EMBEDDED))
            _check(embedded, inside, budget, may_embed=False)
            continue
        chunks = _unpacked(package, part, budget, MOST_UNPACKED)
        if next(chunks, b"").startswith(_LIVE_HEADS):
            raise Refused(Fault.LIVE)
        for _ in chunks:
            pass


def _unpacked(
    package: ZipFile, part: ZipInfo, budget: _Budget, most: int
) -> Iterator[bytes]:
    """The content in pieces; what it says of its own size is not believed."""
    size = 0
    with package.open(part) as content:
        while piece := content.read(_CHUNK):
            size += len(piece)
            budget.spend(len(piece))
            if size > most:
                raise Refused(Fault.TOO_MUCH_INSIDE)
            yield piece
