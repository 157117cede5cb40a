"""Which answers are the same for everybody: said by the application, answer by answer.

What is not plainly so is not kept; a new kind of page has to prove itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, g, request, session

from uclg_share.access import Access, access_of
from uclg_share.compression import TEXTS

NOTE = "uclg_share.page_cache"  # where in the environment of WSGI the note lies
EVERYBODYS = "no-cache"  # the rule `security.py` gives to what is nobody's own
# What the layer keeps apart.
VARIES = {"cookie", "accept-encoding", "save-data"}
SECRETS = {"secret", "token"}  # arguments of addresses that only one person knows
FLASK_WTF = "csrf_token"  # where in `g` it leaves what it put into a form


@dataclass
class Note:
    """What the application tells the layer about an answer."""

    view: str = ""
    is_for_everybody: bool = False


def judge(answer: Response) -> Response:
    note: Note | None = request.environ.get(NOTE)
    if note is not None and request.url_rule is not None:
        note.view = request.url_rule.rule
        note.is_for_everybody = is_for_everybody(answer)
    return answer


def is_for_everybody(answer: Response) -> bool:
    return _is_asked_by_nobody() and _is_whole_text(answer) and _depends_little(answer)


def _is_asked_by_nobody() -> bool:
    """An open page in a language, with no trace of a session, a message or a form."""
    arguments = request.view_args or {}
    is_open = access_of(request.endpoint or "") is Access.ANYONE
    is_traceless = not session and not session.modified and FLASK_WTF not in g
    return is_open and "lang" in g and not SECRETS & set(arguments) and is_traceless


def _is_whole_text(answer: Response) -> bool:
    is_text = answer.content_type.startswith(TEXTS)
    is_whole = not answer.direct_passthrough and not answer.is_streamed
    return answer.status_code == 200 and is_text and is_whole


def _depends_little(answer: Response) -> bool:
    varies = {name.lower() for name in answer.vary}
    return answer.headers.get("Cache-Control") == EVERYBODYS and varies <= VARIES
