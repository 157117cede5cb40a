"""The form of a draft with files, and the rows it comes back with."""

from __future__ import annotations

import re
from typing import Any

from tests.web.text_forms import filled
from tests.world import World
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision

ONCE = "a-key-that-this-form-carries"


def edited(world: World, post: Post, *sent: Any, **changes: Any) -> dict[str, Any]:
    """The form of a draft with files in its field, as a browser sends it."""
    number = str(latest_revision(post).number)
    form = filled(world, base=number, sequence="0", once=ONCE, do="add_files")
    return {**form, "new_files": list(sent), **changes}


def rows_of(page: str) -> list[str]:
    return re.findall(r'name="files-\d+-attachment_id"[^>]*value="(\d+)"', page)
