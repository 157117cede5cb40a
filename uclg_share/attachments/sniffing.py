"""What a file is: its content and the ending of its name must both say so."""

from __future__ import annotations

from dataclasses import dataclass

from uclg_share.attachments.refusals import Fault, Refused

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OASIS = "application/vnd.oasis.opendocument"

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
ZIP_HEAD = b"PK\x03\x04"
# The container of old office files; a new one in it is locked with a password.
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
HEIC_ENDINGS = {"heic", "heif"}
# Text that another program would run or show as something else.
NOT_PLAIN = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<?php",
    b"#!",
    b"%!ps",
    b"%pdf",
    b"gif8",
    b"{\\rtf",
)


@dataclass(frozen=True)
class Kind:
    """A kind of file we take; the first of its endings is the one it is kept with."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False
    # A zip that holds the parts of an office document.
    is_package: bool = False


JPEG = Kind("JPEG", "image/jpeg", ("jpg", "jpeg", "jpe"), is_picture=True)
PNG = Kind("PNG", "image/png", ("png",), is_picture=True)
WEBP = Kind("WebP", "image/webp", ("webp",), is_picture=True)
PDF = Kind("PDF", "application/pdf", ("pdf",))
TXT = Kind("text", "text/plain", ("txt",))
CSV = Kind("CSV", "text/csv", ("csv",))
DOCX = Kind("DOCX", f"{_OFFICE}.wordprocessingml.document", ("docx",), is_package=True)
XLSX = Kind("XLSX", f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), is_package=True)
PPTX = Kind(
    "PPTX", f"{_OFFICE}.presentationml.presentation", ("pptx",), is_package=True
)
ODT = Kind("ODT", f"{_OASIS}.text", ("odt",), is_package=True)
ODS = Kind("ODS", f"{_OASIS}.spreadsheet", ("ods",), is_package=True)
ODP = Kind("ODP", f"{_OASIS}.presentation", ("odp",), is_package=True)

KINDS = (JPEG, PNG, WEBP, PDF, TXT, CSV, DOCX, XLSX, PPTX, ODT, ODS, ODP)
BY_ENDING = {ending: kind for kind in KINDS for ending in kind.endings}


def kind_of(ending: str, data: bytes) -> Kind:
    """Raises `Refused` unless the ending is of a kind we take and the content fits.

    Of a package only that it is one; what must be in it, `packages` looks for.
    """
    kind = BY_ENDING.get(ending)
    if _is_heic(data) or (kind is None and ending in HEIC_ENDINGS):
        raise Refused(Fault.HEIC)
    if kind is None:
        raise Refused(Fault.NOT_TAKEN)
    if kind.is_package and data.startswith(OLE_HEAD):
        raise Refused(Fault.LOCKED)
    if not _fits(kind, data):
        raise Refused(Fault.DIFFERS)
    return kind


def _fits(kind: Kind, data: bytes) -> bool:
    if kind is JPEG:
        return data.startswith(b"\xff\xd8\xff")
    if kind is PNG:
        return data.startswith(PNG_HEAD)
    if kind is WEBP:
        return data.startswith(b"RIFF") and data[8:12] == b"WEBP"
    if kind is PDF:
        return data.startswith(b"%PDF-")
    if kind.is_package:
        return data.startswith(ZIP_HEAD)
    return _is_plain(data)


def _is_plain(data: bytes) -> bool:
    """Without a zero byte, as in every program and picture, and no page or script."""
    begin = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return b"\x00" not in data and not begin.startswith(NOT_PLAIN)


def _is_heic(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS
