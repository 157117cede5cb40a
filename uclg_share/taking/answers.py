"""Answers for programs, asked for again and again: unchanged costs a header."""

from __future__ import annotations

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from uclg_share.permissions import Viewer


def answer_to(
    viewer: Viewer, content: str | bytes, kind: str, name: str = ""
) -> AnyResponse:
    """With an ETag for visitors, as of other public answers; what a signed-in person
    sees is kept by nobody. With a `name`, in plain ASCII, it is a file to keep."""
    answer = Response(content, content_type=kind)
    if name:
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if viewer.is_signed_in:
        return answer
    answer.add_etag(weak=True)
    return answer.make_conditional(request)
