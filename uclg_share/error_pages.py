"""What an error page says: what happened, what to do, and what was typed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from flask import Response, current_app, g, jsonify, render_template, request
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import (
    Data,
    Epilogue,
    Field,
    File,
    MultipartDecoder,
    NeedData,
)

from uclg_share.database import db
from uclg_share.error_words import WORDS
from uclg_share.i18n import current_language

Answer = tuple[Any, int, dict[str, str]]

# What is typed into these is shown to nobody, also not to whoever typed it.
SECRETS = ("password", "token", "once")
MOST_TEXTS, MOST_FIELDS = 20, 2000
# What reads like a word: letters alone.
WORD = re.compile(r"[^\W\d_]+")
LONGEST_LINE = 100


def error_page(code: int, advice: Any = None) -> Answer:
    """Codes we have no words for speak as 400 or 500. `advice` replaces the usual."""
    heading, usual = WORDS[code if code in WORDS else (400 if code < 500 else 500)]
    said = {
        "code": code,
        "heading": heading,
        "advice": advice or usual,
        "reference": g.get("request_id", ""),
        "looked_for": _looked_for() if code == 404 else None,
    }
    # A second later or so everything works again; see PATIENCE_MS of the engines.
    headers = {"Retry-After": "5"} if code == 503 else {}
    if _wants_json():
        return _as_json(_problem(code, said)), code, headers
    g.lang = current_language()  # no view has set it where there is no such page
    if code >= 500:
        g.without_viewer = True
        return _rendered("errors/broken.html", said), code, headers
    try:
        return _rendered("errors/page.html", said), code, headers
    except SQLAlchemyError as error:  # the frame of the page asks who reads it
        current_app.logger.error("database", exc_info=error)
        db.session.rollback()
        return error_page(503)


def lost_session() -> Answer:
    """A form sent after the sign-in ended: what was typed comes back to be copied."""
    return error_page(
        403, advice=_l("Your sign-in has ended. Sign in, then send it again.")
    )


def _looked_for() -> str:
    """The words of an address that leads nowhere, to search for them."""
    words = WORD.findall(request.path)
    return " ".join(word for word in words if 2 < len(word) < 30)[:LONGEST_LINE]


def _rendered(page: str, said: dict[str, Any]) -> str:
    return render_template(page, **said, kept=_kept())


def _problem(code: int, said: dict[str, Any]) -> dict[str, Any]:
    return {
        "status": code,
        "title": str(said["heading"]),
        "detail": str(said["advice"]),
        "reference": said["reference"],
    }


def _as_json(problem: dict[str, Any]) -> Response:
    """To users of the API in the form of RFC 9457, in the language they asked for."""
    answer = jsonify(problem)
    if request.path.startswith("/api/"):
        answer.mimetype = "application/problem+json"
        answer.content_language.add(current_language())
        answer.vary.add("Accept-Language")
    return answer


def _wants_json() -> bool:
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def _kept() -> list[str]:
    """The texts somebody typed, so that no error loses them."""
    if request.method != "POST":
        return []
    return [text for name, text in _typed() if _is_writing(name, text)][:MOST_TEXTS]


def _is_writing(name: str, text: str) -> bool:
    if any(word in name for word in SECRETS):
        return False
    return len(text) > 40 or " " in text.strip()


def _typed() -> list[tuple[str, str]]:
    try:
        return list(request.form.items(multi=True))
    except HTTPException:
        return _as_far_as_it_fits()


def _as_far_as_it_fits() -> list[tuple[str, str]]:
    """The beginning of a form that was too big to be read."""
    begin = _beginning()
    if "urlencoded" not in request.mimetype:
        return list(_fields_in(begin))
    text = begin.decode(errors="replace")
    try:
        return parse_qsl(text, errors="replace", max_num_fields=MOST_FIELDS)
    except ValueError:
        return []  # so many fields are no form of ours


def _beginning() -> bytes:
    """What a form may have; nothing when some of it was read and cannot be again."""
    body = request.environ["wsgi.input"]
    if isinstance(body, io.BytesIO):
        body.seek(0)
    elif (request.content_length or 0) <= (request.max_content_length or 0):
        return b""
    begin: bytes = body.read(current_app.config["MAX_CONTENT_LENGTH"])
    return begin


def _fields_in(begin: bytes) -> Iterator[tuple[str, str]]:
    """The whole fields of a form with files, up to where it was cut off."""
    boundary = request.mimetype_params.get("boundary", "")
    if not boundary:
        return
    decoder = MultipartDecoder(boundary.encode(), max_parts=MOST_FIELDS)
    decoder.receive_data(begin)
    name, text = "", b""
    try:
        while not isinstance(event := decoder.next_event(), NeedData | Epilogue):
            if isinstance(event, Field | File):
                name = event.name if isinstance(event, Field) else ""
                text = b""
            elif isinstance(event, Data) and name:
                text += event.data
                if not event.more_data:
                    yield name, text.decode(errors="replace")
    except (ValueError, HTTPException):
        return  # no form of ours
