"""What a translation still needs before it can be sent in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.families.queries import rivals_of
from uclg_share.families.words import untranslated
from uclg_share.posts.drafts import Draft
from uclg_share.posts.models import Post

WORDS = {
    "title": _l("Translate the title"),
    "summary": _l("Translate the summary"),
    "place": _l("Name the municipality or place"),
    "resources_note": _l("Translate the note on the cost"),
}


def lacking(post: Post, own: Draft, original: Draft) -> dict[str, Any]:
    """The fields to fill, each with what to do, in the order of the form."""
    todo = {key: _words(key) for key in untranslated(own, original)}
    if rivals_of(post):
        todo["title"] = _l("Another translation into this language was sent in first")
    return todo


def _words(key: str) -> Any:
    if key in WORDS:
        return WORDS[key]
    if key.startswith("file_"):
        return _l("Translate what is said of this file")
    if key.startswith(("partner_", "source_")):
        return _l("Write this name")
    return _l("Translate this part")
