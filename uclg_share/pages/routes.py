from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone

bp = Blueprint("pages", __name__)


@for_anyone
def _page() -> ResponseReturnValue:
    return ""


for name, rule in {
    "home": "/",
    "about": "/about",
    "accessibility": "/accessibility",
    "feeds": "/feeds",
    "help": "/help",
    "licences": "/licences",
    "moderation_rules": "/moderation-rules",
    "privacy": "/privacy",
    "writing_guide": "/writing-guide",
}.items():
    bp.add_url_rule(rule, name, _page)
