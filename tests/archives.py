"""Archives for tests: good ones as a person makes them, and bad ones of all kinds."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

from tests.pictures import jpeg
from tests.world import World
from uclg_share.attachments import intake
from uclg_share.attachments.actions import add
from uclg_share.posts.actions import save, start
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Kind, Post

WALK = "---\nkind: experience\ntitle: {title}\n---\n\n## What happened\n\nWe walked.\n"
SHOWING = WALK.replace("title: {title}", "title: {title}\nfiles: [{{file: {file}}}]")


def text(title: str = "A walk", file: str = "") -> bytes:
    """A short experience as a file; with a picture if one is named."""
    return (SHOWING if file else WALK).format(title=title, file=file).encode()


def naming(words: bytes, of: str = "", language: str = "en") -> bytes:
    """The same text, saying in which language it is and of which file a translation."""
    facts = f"---\nlanguage: {language}\n"
    facts += f"translation_of: {of}\n" if of else ""
    return words.replace(b"---\n", facts.encode(), 1)


def zipped(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", kind) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@cache
def own_picture(width: int = 64) -> bytes:
    """A picture as we write them ourselves."""
    taken = intake.read("a.jpg", jpeg(width, 48))
    return taken.parts[intake.main_part(taken.form)]


def with_picture(
    world: World, draft: Draft, *about: Enclosure, kind: Kind = Kind.CASE_STUDY
) -> Post:
    """A text of Amina's that shows a picture for each of these, named in Arabic."""
    viewer = world.viewer("amina")
    post = start(viewer, kind, draft)
    shown = []
    for number, one in enumerate(about, 1):
        taken = intake.read(f"صورة {number}.jpg", jpeg(64 + number, 48))
        stored = add(viewer, post, taken)
        shown.append(Enclosure(**{**vars(one), "attachment_id": stored.id}))
    if shown:
        save(viewer, post, Draft(**{**vars(draft), "files": tuple(shown)}), 1)
    return post


def _named(name: str) -> bytes:
    return zipped({"01-a.md": text(), name: b"x"})


def _with_entry(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("01-a.md")
        change(entry)
        archive.writestr(entry, text())
    return packed.getvalue()


def _link() -> bytes:
    return _with_entry(lambda entry: setattr(entry, "external_attr", 0o120777 << 16))


def _patched(find: bytes, offset: int, value: bytes) -> bytes:
    """An honest archive with a few bytes changed behind every mark of this kind."""
    data = bytearray(zipped({"01-a.md": text()}))
    at = data.find(find)
    while at >= 0:
        data[at + offset : at + offset + len(value)] = value
        at = data.find(find, at + 4)
    return bytes(data)


def _encrypted() -> bytes:
    data = bytearray(_patched(b"PK\x03\x04", 6, b"\x01\x00"))
    at = data.find(b"PK\x01\x02")
    data[at + 8 : at + 10] = b"\x01\x00"
    return bytes(data)


def _twice() -> bytes:
    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("01-a.md", text())
        archive.writestr("01-A.MD", text("Another"))
    return packed.getvalue()


def _bomb() -> bytes:
    """Much of nothing, in files that are each small enough to be let in."""
    nothing = bytes(9 * 1024 * 1024)
    return zipped({f"{number}.md": nothing for number in range(12)})


def _liar() -> bytes:
    """Says that little comes out of it; eleven megabytes do."""
    data = bytearray(zipped({"01-a.md": bytes(11 * 1024 * 1024)}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        data[at + offset : at + offset + 4] = struct.pack("<L", 100)
    return bytes(data)


def _damaged() -> bytes:
    data = bytearray(zipped({"01-a.md": text() * 50}))
    data[45:60] = bytes(15)
    return bytes(data)


def _many(number: int, told: int) -> bytes:
    data = bytearray(zipped({f"{n}.md": b"" for n in range(number)}, 0))
    at = data.rfind(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<HH", told, told)
    return bytes(data)


BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "no archive": lambda: b"PK\x03\x04 but nothing else",
    "only an end": lambda: b"PK\x05\x06" + bytes(10),
    "half": lambda: zipped({"01-a.md": text()})[:80],
    "without its end": lambda: zipped({"01-a.md": text()})[:-22],
    "two ends": lambda: zipped({"01-a.md": text()}) + b"PK\x05\x06" + bytes(18),
    "upwards": lambda: _named("../a.md"),
    "deep upwards": lambda: _named("files/../../a.md"),
    "absolute": lambda: _named("/etc/a.md"),
    "a drive": lambda: _named("C:/a.md"),
    "backslashes": lambda: _named("..\\a.md"),
    "a dot": lambda: _named("files/./a.md"),
    "a turned name": lambda: _named("a\u202edm.exe.md"),
    "a long name": lambda: _named("a" * 300 + ".md"),
    "a link": _link,
    "a password": _encrypted,
    "a strange packing": lambda: zipped({"01-a.md": text()}, zipfile.ZIP_LZMA),
    "a packing that is none": lambda: _patched(b"PK\x01\x02", 10, b"\x63\x00"),
    "a name twice": _twice,
    "an archive inside": lambda: zipped({"01-a.md": text(), "b.zip": zipped({})}),
    "a bomb": _bomb,
    "a liar": _liar,
    "damaged": _damaged,
    "too many": lambda: _many(501, 501),
    "more than it says": lambda: _many(501, 1),
    "a million": lambda: _many(3000, 65_535),
    "a place beyond the end": lambda: _patched(b"PK\x05\x06", 16, b"\xff\xff\xff\x7f"),
    "no text": lambda: zipped({"picture.jpg": b"\xff\xd8\xff"}),
    "a stranger": lambda: zipped({"01-a.md": text(), "virus.exe": b"MZ"}),
    "a program as text": lambda: zipped({"01-a.md": b"MZ\x00\x01\x02" * 9}),
    "a picture that is none": lambda: zipped(
        {"01-a.md": text(file="a.webp"), "a.webp": b"<svg onload=alert(1)>"}
    ),
    "a picture that is missing": lambda: zipped({"01-a.md": text(file="a.webp")}),
}
