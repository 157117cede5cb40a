"""What has to be said of a picture before it is sent in: for readers who cannot see it,
and for the people in it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from uclg_share.attachments.models import Attachment, Form
from uclg_share.attachments.queries import files_of
from uclg_share.posts.drafts import Draft, Enclosure
from uclg_share.posts.models import Post
from uclg_share.text import is_blank


def undescribed(post: Post, draft: Draft) -> dict[str, Any]:
    """What is still to be said, by the name of the field in the composer."""
    if not draft.files or post.is_translation:
        return {}  # a translation follows its original
    stored = files_of(post)
    return {
        f"files-{at}-{name}": words
        for at, one in enumerate(draft.files)
        if one.attachment_id in stored
        for name, words in _lacking(one, stored[one.attachment_id]).items()
    }


def _lacking(one: Enclosure, stored: Attachment) -> dict[str, Any]:
    if stored.form is not Form.PICTURE:
        return {}
    lacking: dict[str, Any] = {}
    if is_blank(one.alt) and not one.decorative:
        lacking["alt"] = _l(
            "Say in one sentence what “%(name)s” shows, or that it adds nothing",
            name=stored.name,
        )
    if (one.people or one.children) and is_blank(one.consent):
        lacking["consent"] = _consent_of(one.children, stored.name)
    return lacking


def _consent_of(children: bool, name: str) -> Any:
    if children:
        return _l("Say how parents agreed that “%(name)s” shows their child", name=name)
    return _l("Say how the people in “%(name)s” agreed to be shown", name=name)
