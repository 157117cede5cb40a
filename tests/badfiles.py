"""Files somebody could send: what must be refused, and what must be made clean.

Every case has a name; unit tests give each to `intake.read`, web tests send it.
"""

# Long because: every case stands in one table.
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PIL import Image

from tests import office, pictures
from tests.pictures import SECRET
from uclg_share.attachments.refusals import LARGEST, Fault

# The smallest beginnings of things that are run.
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(240)
SHELL = b"#!/bin/sh\nrm -rf /\n"
PAGE = b"<!DOCTYPE html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
MOVIE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(100)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)
GIF_AND_SCRIPT = b"GIF89a/*" + bytes(30) + b"*/=1;alert(1)//"
SCRIPT = b"/S /JavaScript /JS (app.alert\\(1\\))"


@dataclass(frozen=True)
class Case:
    """A file and what must become of it: a fault, or None when it is kept clean."""

    case: str
    name: str
    make: Callable[[], bytes]
    fault: Fault | None = None

    def __str__(self) -> str:
        return self.case


def _is(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _joined(*makers: Callable[[], bytes]) -> bytes:
    return b"".join(make() for make in makers)


def _halved(make: Callable[[], bytes]) -> bytes:
    data = make()
    return data[: len(data) // 2]


NOT_WHAT_THEY_SAY = [
    Case("nothing", "empty.png", _is(b""), Fault.EMPTY),
    Case("too-large", "large.txt", lambda: b"a" * (LARGEST + 1), Fault.TOO_LARGE),
    Case("page-as-png", "photo.png", _is(PAGE), Fault.DIFFERS),
    Case("page-as-text", "notes.txt", _is(PAGE), Fault.DIFFERS),
    Case("page", "page.html", _is(PAGE), Fault.NOT_TAKEN),
    Case("svg", "plan.svg", _is(SVG), Fault.NOT_TAKEN),
    Case("svg-as-png", "plan.png", _is(SVG), Fault.DIFFERS),
    Case("svg-as-text", "plan.txt", _is(b"\xef\xbb\xbf \n" + SVG), Fault.DIFFERS),
    Case("program", "setup.exe", _is(PROGRAM), Fault.NOT_TAKEN),
    Case("program-as-jpeg", "photo.jpg", _is(PROGRAM), Fault.DIFFERS),
    Case("program-as-pdf", "report.pdf.exe", office.pdf, Fault.NOT_TAKEN),
    Case("shell", "run.sh", _is(SHELL), Fault.NOT_TAKEN),
    Case("shell-as-text", "run.txt", _is(SHELL), Fault.DIFFERS),
    Case("movie", "film.mp4", _is(MOVIE), Fault.NOT_TAKEN),
    Case("heic", "IMG_1.HEIC", _is(HEIC), Fault.HEIC),
    Case("heic-as-jpeg", "IMG_1.jpg", _is(HEIC), Fault.HEIC),
    Case("gif-and-script", "tiny.gif", _is(GIF_AND_SCRIPT), Fault.NOT_TAKEN),
    Case("gif-and-script-as-png", "tiny.png", _is(GIF_AND_SCRIPT), Fault.DIFFERS),
    Case("gif-and-script-as-text", "tiny.txt", _is(GIF_AND_SCRIPT), Fault.DIFFERS),
    Case("png-as-jpeg", "photo.jpg", pictures.png, Fault.DIFFERS),
    Case("no-ending", "photo", pictures.png, Fault.NOT_TAKEN),
    Case("zip", "all.zip", partial(office.package, {"a.txt": b"a"}), Fault.NOT_TAKEN),
    Case("zip-as-docx", "a.docx", partial(office.package, {"a": b"a"}), Fault.DIFFERS),
    Case("xlsx-as-docx", "a.docx", partial(office.office, "xlsx"), Fault.DIFFERS),
    Case("odt-as-ods", "a.ods", office.open_document, Fault.DIFFERS),
    Case("pdf-behind-noise", "a.pdf", lambda: b"x\n" + office.pdf(), Fault.DIFFERS),
    Case("latin-1-csv", "a.csv", _is("Béja;Gabès".encode("latin-1")), Fault.NOT_UTF8),
    Case("zero-in-text", "a.txt", _is(b"a\x00b"), Fault.DIFFERS),
    Case("escape-in-text", "a.txt", _is(b"a\x1b[2Jb"), Fault.NOT_UTF8),
]

DAMAGED = [
    Case("jpeg-magic-only", "a.jpg", _is(b"\xff\xd8\xff"), Fault.DAMAGED),
    Case("png-magic-only", "a.png", _is(pictures.PNG_HEAD), Fault.DAMAGED),
    Case("webp-magic-only", "a.webp", _is(b"RIFF\4\0\0\0WEBP"), Fault.DAMAGED),
    Case("pdf-magic-only", "a.pdf", _is(b"%PDF-1.7\n"), Fault.DAMAGED),
    Case("zip-magic-only", "a.docx", _is(b"PK\x03\x04" + bytes(30)), Fault.DAMAGED),
    Case("half-a-jpeg", "a.jpg", partial(_halved, pictures.jpeg), Fault.DAMAGED),
    Case("half-a-png", "a.png", partial(_halved, pictures.png), Fault.DAMAGED),
    Case("half-a-webp", "a.webp", partial(_halved, pictures.webp), Fault.DAMAGED),
    Case("half-a-docx", "a.docx", partial(_halved, office.office), Fault.DAMAGED),
    Case("half-a-pdf", "a.pdf", partial(_halved, office.pdf), Fault.DAMAGED),
    Case(
        "pdf-and-zip",
        "a.pdf",
        partial(_joined, office.pdf, office.office),
        Fault.DAMAGED,
    ),
    Case(
        "docx-and-more",
        "a.docx",
        partial(_joined, office.office, _is(PAGE)),
        Fault.DAMAGED,
    ),
]

LIVE = [
    Case("macros", "a.docx", partial(office.office, word_vbaProject=b"x"), Fault.LIVE),
    Case(
        "macro-type",
        "a.docx",
        lambda: office.package(
            {
                "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled",
                "word/document.xml": b"",
            }
        ),
        Fault.LIVE,
    ),
    Case(
        "macros-odt", "a.odt", partial(office.open_document, Basic_a=b"x"), Fault.LIVE
    ),
    Case("ole-object", "a.docx", partial(office.office, word_a=office.OLE), Fault.LIVE),
    Case("program-in-docx", "a.docx", partial(office.office, a=PROGRAM), Fault.LIVE),
    Case(
        "script-in-docx", "a.docx", partial(office.with_part, "word/a.js"), Fault.LIVE
    ),
    Case(
        "zip-in-docx",
        "a.docx",
        lambda: office.office(word_media_a=office.package({"a": b"a"})),
        Fault.LIVE,
    ),
    Case(
        "docx-in-docx-in-docx",
        "a.docx",
        lambda: _embedding(_embedding(office.office())),
        Fault.LIVE,
    ),
    Case("up-in-zip", "a.docx", partial(office.with_part, "../a.xml"), Fault.DAMAGED),
    Case("root-in-zip", "a.docx", partial(office.with_part, "/etc/a"), Fault.DAMAGED),
    Case("drive-in-zip", "a.docx", partial(office.with_part, "C:\\a"), Fault.DAMAGED),
    Case(
        "twice-in-zip",
        "a.docx",
        partial(office.with_part, "WORD/document.xml"),
        Fault.DAMAGED,
    ),
    Case("locked-zip", "a.docx", lambda: office.locked(office.office()), Fault.LOCKED),
    Case("locked-docx", "a.docx", _is(office.OLE), Fault.LOCKED),
    Case(
        "locked-odt",
        "a.odt",
        lambda: office.open_document(
            **{"META-INF_manifest.xml": b"<manifest:encryption-data/>"}
        ),
        Fault.LOCKED,
    ),
    Case("pdf-script", "a.pdf", partial(office.pdf, SCRIPT), Fault.LIVE),
    Case("pdf-spelled", "a.pdf", partial(office.pdf, b"/S /J#61vaScript"), Fault.LIVE),
    Case("pdf-packed", "a.pdf", partial(office.pdf, packed=SCRIPT), Fault.LIVE),
    Case("pdf-launch", "a.pdf", partial(office.pdf, b"/S /Launch /F (a)"), Fault.LIVE),
    Case("pdf-files", "a.pdf", partial(office.pdf, b"/Type/EmbeddedFile"), Fault.LIVE),
    Case(
        "pdf-locked",
        "a.pdf",
        partial(office.pdf, trailer=b" /Encrypt 5 0 R"),
        Fault.LOCKED,
    ),
]

BOMBS = [
    Case(
        "0.9-gigapixel-png",
        "a.png",
        partial(pictures.flat_png, 30_000, 30_000),
        Fault.TOO_MANY_PIXELS,
    ),
    Case(
        "100-megapixel-png",
        "a.png",
        partial(pictures.flat_png, 10_000, 10_000),
        Fault.TOO_MANY_PIXELS,
    ),
    Case(
        "169-megapixel-png",
        "a.png",
        partial(pictures.flat_png, 13_000, 13_000),
        Fault.TOO_MANY_PIXELS,
    ),
    Case(
        "long-thin-png",
        "a.png",
        partial(pictures.flat_png, 1_000_000, 8),
        Fault.TOO_MANY_PIXELS,
    ),
    Case(
        "255-megapixel-webp",
        "a.webp",
        lambda: pictures.riff(
            b"RIFF", b"WEBP" + pictures.riff(b"VP8L", b"\x2f\xff\xff\xff\x0f" * 20)
        ),
        Fault.TOO_MANY_PIXELS,
    ),
    Case(
        "jpeg-of-900-scans", "a.jpg", partial(pictures.with_scans, 900), Fault.DAMAGED
    ),
    Case("20000-frames-gif", "a.gif", pictures.moving_gif, Fault.NOT_TAKEN),
    Case("20000-frames-png", "a.png", pictures.moving_png, Fault.MOVING),
    Case("20000-frames-webp", "a.webp", pictures.moving_webp, Fault.MOVING),
    Case("1-gib-docx", "a.docx", office.bomb, Fault.TOO_MUCH_INSIDE),
    Case("1-gib-docx-that-lies", "a.docx", partial(office.bomb, 1000), Fault.DAMAGED),
    Case(
        "docx-of-5000-parts",
        "a.docx",
        lambda: office.office(**{f"n{i}": b"" for i in range(5000)}),
        Fault.TOO_MUCH_INSIDE,
    ),
]

# Kept, without what was hidden: SECRET and everything behind the end.
DIRTY = [
    Case("exif", "a.jpg", lambda: pictures.jpeg(exif=pictures.camera_notes(1))),
    Case("exif-turned", "a.jpg", lambda: pictures.jpeg(exif=pictures.camera_notes(6))),
    Case("xmp", "a.jpg", lambda: pictures.jpeg(xmp=pictures.xmp())),
    Case("iptc", "a.jpg", lambda: pictures.with_iptc(pictures.jpeg())),
    Case("comment", "a.jpg", lambda: pictures.jpeg(comment=SECRET)),
    Case("jpeg-tail", "a.jpeg", partial(_joined, pictures.jpeg, _is(SECRET))),
    Case("jpeg-and-zip", "a.jpg", partial(_joined, pictures.jpeg, office.office)),
    Case("jpeg-and-page", "a.jpg", partial(_joined, pictures.jpeg, _is(PAGE))),
    Case(
        "jpeg-page-in-comment",
        "a.jpg",
        lambda: pictures.with_segment(pictures.jpeg(), 0xFE, PAGE),
    ),
    Case(
        "png-text",
        "a.png",
        lambda: pictures.with_chunks(
            pictures.png(), pictures.chunk(b"tEXt", b"Author\0" + SECRET)
        ),
    ),
    Case("png-tail", "a.png", partial(_joined, pictures.png, _is(SECRET))),
    Case(
        "png-exif",
        "a.png",
        lambda: pictures.written(
            pictures.drawing(), "PNG", exif=pictures.camera_notes(3)
        ),
    ),
    Case(
        "webp-everything",
        "a.webp",
        lambda: pictures.webp(exif=pictures.camera_notes(8), xmp=pictures.xmp()),
    ),
    Case("webp-tail", "a.webp", partial(_joined, pictures.webp, _is(SECRET))),
    Case(
        "profile",
        "a.jpg",
        lambda: pictures.jpeg(icc_profile=pictures.swapped_colours() + SECRET),
    ),
    Case("no-profile", "a.jpg", lambda: pictures.jpeg(icc_profile=SECRET * 9)),
    Case("cmyk", "a.jpg", lambda: pictures.written(pictures.drawing(mode="CMYK"))),
    Case("grey-16-bit", "a.png", lambda: pictures.written(sixteen_bits(), "PNG")),
    Case("palette", "a.png", lambda: pictures.png(mode="P")),
    Case("see-through", "a.png", lambda: pictures.written(see_through(), "PNG")),
    Case(
        "see-through-palette",
        "a.png",
        lambda: pictures.written(
            pictures.drawing(mode="P"), "PNG", transparency=bytes(range(256))
        ),
    ),
    Case("see-through-webp", "a.webp", lambda: pictures.written(see_through(), "WEBP")),
    Case("black-and-white", "a.png", lambda: pictures.png(mode="1")),
    Case("one-pixel", "a.png", lambda: pictures.png(1, 1)),
    Case("thin", "a.png", lambda: pictures.png(9000, 1)),
    Case("progressive", "a.jpg", lambda: pictures.jpeg(progressive=True)),
    Case(
        "many-comments",
        "a.jpg",
        lambda: pictures.jpeg()[:2] + b"\xff\xfe\0\2" * 4000 + pictures.jpeg()[2:],
    ),
    Case(
        "many-profiles",
        "a.png",
        lambda: pictures.with_chunks(
            pictures.png(),
            *[pictures.chunk(b"iCCP", b"a\0\0" + pictures.zeros(900_000))] * 5000,
        ),
    ),
    Case("64-mb-itxt", "a.png", partial(pictures.text_bomb, b"iTXt")),
    Case("64-mb-ztxt", "a.png", partial(pictures.text_bomb, b"zTXt")),
]

GOOD_DOCUMENTS = [
    *(Case(end, f"a.{end}", partial(office.office, end)) for end in office.MAIN),
    *(Case(end, f"a.{end}", partial(office.open_document, end)) for end in office.OPEN),
    Case("chart", "a.docx", lambda: _embedding(office.office("xlsx"))),
    Case("pdf", "a.pdf", office.pdf),
    Case("csv", "villes.CSV", _is(office.CSV)),
    Case("text", "a.txt", _is(b"\xef\xbb\xbfUne phrase.\r\n\tUne autre.\x0c")),
]

REFUSED = [*NOT_WHAT_THEY_SAY, *DAMAGED, *LIVE, *BOMBS]

# What it came as, and what people see; of a picture that is kept.
NAMES = [
    ("plan.png", "plan.webp"),
    ("Plan général.PNG", "Plan général.webp"),
    ("Plan ge\u0301ne\u0301ral.png", "Plan général.webp"),
    ("../../etc/cron.d/plan.png", "plan.webp"),
    ("C:\\Users\\Amina\\plan.png", "plan.webp"),
    ("/plan.png", "plan.webp"),
    ("خطة المدينة.png", "خطة المدينة.webp"),
    ("plan\u202egnp.exe.png", "plangnp.exe.webp"),
    ("plan\u200b\u2066.png", "plan.webp"),
    ("plan\x00.exe.png", "plan.exe.webp"),
    ("a\r\nSet-Cookie: x.png", "a Set-Cookie- x.webp"),
    ('"><script>.png', "---script-.webp"),
    (".png", "file.webp"),
    ("... .png", "file.webp"),
    ("..png", "file.webp"),
    ("plan.png. .", "plan.webp"),
    ("a" * 300 + ".png", "a" * 115 + ".webp"),
    ("é" * 300 + ".png", "é" * 115 + ".webp"),
    ("\ud800plan.png", "plan.webp"),
]


def sixteen_bits() -> Image.Image:
    """Grey of half the brightness."""
    return Image.new("I;16", (64, 64), 0x8000)


def see_through() -> Image.Image:
    """Nothing, with red in a corner."""
    picture = Image.new("RGBA", (640, 480), (0, 0, 0, 0))
    picture.paste((208, 32, 32, 255), (0, 0, 320, 240))
    return picture


def _embedding(inside: bytes) -> bytes:
    """A Word document with another document in the place for those."""
    ending = "xlsx" if b"xl/workbook" in inside else "docx"
    return office.with_part(f"word/embeddings/a.{ending}", inside)
