"""Answers of text travel as gzip to browsers that read it.

A compressed page can betray a secret that stands beside a text a stranger chose
(BREACH). Here a stranger's page cannot make the browser ask with a sign-in: the cookie
is SameSite=Lax, and forms from other sites are refused.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

SMALLEST = 1000  # bytes under which packing gains nothing
LEVEL = 2  # a third of the time of 9, and a tenth more bytes; what is kept has 9
TEXTS = (
    "text/",
    "application/json",
    "application/atom+xml",
    "application/feed+json",
    "application/xml",
)


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(answer: Response) -> Response:
    if not _is_text(answer):
        return answer
    answer.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") <= 0:
        return answer
    content = answer.get_data()
    if len(content) >= SMALLEST:
        answer.set_data(gzip.compress(content, LEVEL, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _is_text(answer: Response) -> bool:
    whole = not answer.direct_passthrough and not answer.is_streamed
    packed = "Content-Encoding" in answer.headers
    return whole and not packed and answer.content_type.startswith(TEXTS)
