from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone

bp = Blueprint("groups", __name__)


@for_anyone
def _page(slug: str = "") -> ResponseReturnValue:
    return slug


bp.add_url_rule("/groups", "index", _page)
bp.add_url_rule("/groups/<slug>/about", "about", _page)
bp.add_url_rule("/groups/<slug>/members", "members", _page)
bp.add_url_rule("/groups/<slug>/waiting", "waiting", _page)
