"""Answers to keep on one's own disk, and nowhere in between."""

from __future__ import annotations

from typing import IO

from flask import Response

from uclg_share.exchange.packing import pieces_of

MARKDOWN = "text/markdown; charset=utf-8"
TABLE = "text/csv; charset=utf-8"
ARCHIVE = "application/zip"


def file_answer(content: str | bytes | IO[bytes], kind: str, name: str) -> Response:
    """`name` is plain ASCII. A file is sent a piece at a time, and closed."""
    if isinstance(content, str | bytes):
        answer = Response(content, content_type=kind)
    else:
        size = content.seek(0, 2)
        answer = Response(pieces_of(content), content_type=kind)
        answer.content_length = size
        answer.call_on_close(content.close)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
