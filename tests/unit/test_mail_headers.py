from __future__ import annotations

from uclg_share.mail_headers import header


def test_a_header_is_one_line_of_bounded_length() -> None:
    assert header("  a\r\n\tb =?c  ") == "a b = ?c"
    assert len(header("x" * 5000)) == 200
    assert "=?" not in header("=" * 50 + "?" * 50)
