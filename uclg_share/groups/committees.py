from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone

bp = Blueprint("committees", __name__)


@bp.get("/committees")
@for_anyone
def index() -> ResponseReturnValue:
    return ""
