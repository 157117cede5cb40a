"""The bytes of pictures and files, with the permission of the text they belong to.

The address has no language. What is public is asked for again each time (`no-cache`
with an ETag), so that what is hidden or taken down is gone at the next request.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.attachments import storing
from uclg_share.attachments.models import Attachment, Form
from uclg_share.attachments.pictures import part
from uclg_share.attachments.queries import find_file
from uclg_share.current import current_viewer
from uclg_share.permissions import ANYONE
from uclg_share.storage import Missing

bp = Blueprint("files", __name__)

PUBLIC = "no-cache"
PRIVATE = "private, no-store"
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
# Nothing in it runs, whatever a browser takes it for.
POLICY = (
    "default-src 'none'; sandbox; base-uri 'none'; object-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@bp.get("/files/<id:attachment_id>/<any('480', '960', '1600'):size>.webp")
@for_anyone
def picture(attachment_id: int, size: str) -> ResponseReturnValue:
    found, rule = _found(attachment_id, Form.PICTURE)
    answer = _answer(found, rule, part(int(size)))
    answer.headers["Content-Disposition"] = "inline"
    return answer


@bp.get("/files/<id:attachment_id>/<name>")
@for_anyone
def document(attachment_id: int, name: str) -> ResponseReturnValue:
    found, rule = _found(attachment_id, Form.DOCUMENT)
    if name != found.name:
        abort(404)
    answer = _answer(found, rule)
    answer.headers["Content-Disposition"] = as_download(found.name)
    return answer


def as_download(name: str) -> str:
    """RFC 6266: the name in UTF-8, and for old programs what of it is ASCII."""
    plain = NOT_PLAIN.sub("-", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _found(attachment_id: int, form: Form) -> tuple[Attachment, str]:
    """The file, and what may be kept of it. Who is asking matters only for what not
    everybody may see: the answer to the public looks at no cookie."""
    rule = PUBLIC
    found = find_file(ANYONE, attachment_id)
    if found is None:
        found, rule = find_file(current_viewer(), attachment_id), PRIVATE
    if found is None or found.form is not form:
        abort(404)
    return found, rule


def _answer(found: Attachment, rule: str, name: str = "") -> Response:
    try:
        data = storing.bytes_of(found, name)
    except Missing:
        current_app.logger.error("file without bytes", extra={"file": found.id})
        abort(404)
    answer = Response(data, content_type=_type_of(found))
    answer.headers["Cache-Control"] = rule
    answer.headers["Content-Security-Policy"] = POLICY
    if rule == PUBLIC:
        answer.set_etag(f"{found.sha256}{name.partition('.')[0]}")
    answer.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return answer


def _type_of(found: Attachment) -> str:
    is_text = found.media_type.startswith("text/")
    return f"{found.media_type}; charset=utf-8" if is_text else found.media_type
