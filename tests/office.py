"""Documents for tests: good ones, and the parts that make them bad."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    b'2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    b"</Types>"
)
MAIN = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
CSV = b"Ville;Population\nSousse;271428\n"


def office(ending: str = "docx", /, **more: bytes) -> bytes:
    """A document of Word, Excel or PowerPoint; `more` by name, with _ for /."""
    parts = {"[Content_Types].xml": TYPES, MAIN[ending]: b"<w:document/>"}
    return package(
        parts | {name.replace("_", "/"): part for name, part in more.items()}
    )


def open_document(ending: str = "odt", /, **more: bytes) -> bytes:
    said = f"application/vnd.oasis.opendocument.{OPEN[ending]}".encode()
    parts = {"mimetype": said, "content.xml": b"<office:document-content/>"}
    return package(
        parts | {name.replace("_", "/"): part for name, part in more.items()}
    )


def package(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return out.getvalue()


def with_part(name: str, part: bytes = b"x") -> bytes:
    """A Word document with a part of exactly this name."""
    return package(
        {"[Content_Types].xml": TYPES, MAIN["docx"]: b"<w:document/>", name: part}
    )


def locked(data: bytes) -> bytes:
    """The same with the mark of a password on every part."""
    marked = bytearray(data)
    for head, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for at in _found(data, head):
            marked[at + flags] |= 1
    return bytes(marked)


def _found(data: bytes, head: bytes) -> Iterator[int]:
    at = data.find(head)
    while at >= 0:
        yield at
        at = data.find(head, at + 1)


@cache
def bomb(says: int = 1024**3, copies: int = 1) -> bytes:
    """A Word document whose text is a gibibyte of zeros, whatever it says it is."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    step = packing.compress(bytes(1024**2)) + packing.flush(zlib.Z_FULL_FLUSH)
    content = step * 1023 + packing.compress(bytes(1024**2)) + packing.flush()
    parts = [("[Content_Types].xml", _deflated(TYPES), len(TYPES), zlib.crc32(TYPES))]
    parts += [
        (f"{MAIN['docx']}{number or ''}", content, says, 0) for number in range(copies)
    ]
    return _zipped(parts)


def _deflated(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


def _zipped(parts: list[tuple[str, bytes, int, int]]) -> bytes:
    """By hand: (name, packed content, size it claims, sum it claims)."""
    out, directory = bytearray(), bytearray()
    for name, content, size, total in parts:
        told = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 33, total, len(content), size, len(name), 0
        )
        where = struct.pack("<HHHII", 0, 0, 0, 0, len(out))
        directory += b"PK\x01\x02\x14\x00" + told + where + name.encode()
        out += b"PK\x03\x04" + told + name.encode() + content
    end = struct.pack(
        "<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(out), 0
    )
    return bytes(out + directory) + b"PK\x05\x06" + end


def pdf(inside: bytes = b"", packed: bytes = b"", trailer: bytes = b"") -> bytes:
    """A page; `inside` is one more object, `packed` the content of a packed stream."""
    stream = zlib.compress(packed or b"BT ET")
    return (
        b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        b"2 0 obj <</Type /Pages /Kids [] /Count 0>> endobj\n"
        + (b"3 0 obj <<" + inside + b">> endobj\n" if inside else b"")
        + b"4 0 obj <</Type /ObjStm /Filter /FlateDecode /Length "
        + str(len(stream)).encode()
        + b">> stream\n"
        + stream
        + b"\nendstream endobj\ntrailer <</Root 1 0 R"
        + trailer
        + b">>\nstartxref\n9\n%%EOF\n"
    )
