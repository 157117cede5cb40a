"""The names of parts, in the language of the page."""

from __future__ import annotations

from flask_babel import gettext as _

from uclg_share.i18n import current_language
from uclg_share.posts.kinds import heading
from uclg_share.posts.models import Kind
from uclg_share.templating import listed


def listed_parts(kind: Kind, parts: list[str]) -> str:
    return listed([_named(kind, part) for part in parts])


def _named(kind: Kind, part: str) -> str:
    known = {"title": _("Title"), "summary": _("Summary")}
    return known.get(part) or heading(kind, part, current_language())
