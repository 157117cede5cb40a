"""A file is read however it was saved, or it is said that it cannot be."""

from __future__ import annotations

import pytest

from uclg_share.exchange.decoding import Undecodable, words_of

TEXT = "Désalinisation à Sète, 50 €: Año ñandú"
ARABIC = "كشف التسرب في مابوتو"


@pytest.mark.parametrize(
    "text, encoding, is_guess",
    [
        (TEXT, "utf-8", False),
        (TEXT, "utf-8-sig", False),
        (ARABIC, "utf-8", False),
        (TEXT, "utf-16", False),
        (ARABIC, "utf-16", False),
        ("\ufeff" + ARABIC, "utf-16-be", False),
        (TEXT, "utf-16-le", True),
        (TEXT, "utf-16-be", True),
        (TEXT, "cp1252", True),
        (TEXT.replace("€", "F"), "latin-1", True),
        ("", "utf-8", False),
    ],
)
def test_a_text_is_read_however_it_was_saved(
    text: str, encoding: str, is_guess: bool
) -> None:
    assert words_of(text.encode(encoding)) == (text.removeprefix("\ufeff"), is_guess)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"%PDF-1.7\n\x81\x8d\x8f",
        b"PK\x03\x04\x14\x00",
        b"\xff\xfe\x00\xd8",
        b"\xfe\xffa",
        b"\xef\xbb\xbf\xff",
        b"text\x07",
        bytes(range(256)),
        bytes(1000),
        b"MZ\x90\x00\x03",
    ],
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(Undecodable):
        words_of(content)
