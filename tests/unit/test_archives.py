"""An archive from outside is opened within bounds, and said to be bad where it is."""

from __future__ import annotations

import io
import time
import tracemalloc
import unicodedata
import zipfile

import pytest
from flask import Flask

from tests.archives import BAD, text, zipped
from uclg_share.exchange import archive
from uclg_share.exchange.archive import Unpackable, open_archive
from uclg_share.exchange.bundle import unpack
from uclg_share.exchange.packing import packing

OF_CONTENT = {"a picture that is none", "a picture that is missing"}
MEGABYTE = 1024 * 1024


@pytest.mark.parametrize("name", sorted(set(BAD) - OF_CONTENT))
def test_a_bad_archive_is_refused_with_a_reason(app: Flask, name: str) -> None:
    data = BAD[name]()
    begun = time.monotonic()

    with app.test_request_context("/en/"):
        faults = unpack("texts.zip", data).faults

        assert faults
        assert all(str(fault.reason) for _place, fault in faults)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("name", ["a bomb", "a liar", "a million"])
def test_what_comes_out_is_counted_while_it_comes(app: Flask, name: str) -> None:
    data = BAD[name]()
    tracemalloc.start()

    unpack("texts.zip", data)

    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60 * MEGABYTE


def test_an_archive_of_a_person_is_read_whatever_lies_around_in_it() -> None:
    data = zipped(
        {
            "texts/": b"",
            "texts/01-a.md": text(),
            "texts/files/صورة.webp": b"RIFF",
            "__MACOSX/texts/._01-a.md": b"\x00\x05",
            "texts/.DS_Store": b"\x00",
            "texts/Thumbs.db": b"\x00",
        }
    )

    opened = open_archive(data)

    assert opened.names == ["texts/01-a.md", "texts/files/صورة.webp"]
    assert opened.read("texts/01-a.md") == text()


def test_names_without_the_mark_of_utf8_are_found_all_the_same() -> None:
    """As older systems write them: UTF-8, and nobody says so."""
    decomposed = unicodedata.normalize("NFD", "é.md")
    data = zipped({decomposed: text()}).replace(b"\x00\x08", b"\x00\x00")

    assert open_archive(data).names == ["é.md"]


def test_bounds_hold_at_their_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 3)
    monkeypatch.setattr(archive, "MOST_OF_ONE", 10)

    open_archive(zipped({f"{n}.md": b"x" * 10 for n in range(3)}))
    with pytest.raises(Unpackable):
        open_archive(zipped({f"{n}.md": b"" for n in range(4)}))
    with pytest.raises(Unpackable):
        open_archive(zipped({"a.md": b"x" * 11}))


def test_all_together_may_not_be_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = open_archive(zipped({"a.md": b"x" * 10, "b.md": b"x"}))
    opened.left = 10

    opened.read("a.md")

    with pytest.raises(Unpackable):
        opened.read("b.md")


def test_the_same_files_make_the_same_bytes_and_can_be_opened() -> None:
    made = []
    for _ in range(2):
        file = io.BytesIO()
        with packing(file) as packer:
            packer.add("01-مسيرة.md", "نص")
            packer.add("files/a.webp", b"RIFF")
        made.append(file.getvalue())

    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as archive_of_them:
        assert archive_of_them.namelist() == ["01-مسيرة.md", "files/a.webp"]
        dates = {entry.date_time for entry in archive_of_them.infolist()}
        assert dates == {(1980, 1, 1, 0, 0, 0)}
