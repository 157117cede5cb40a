from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from uclg_share.posts.fields import Line, Paragraph, one_of
from uclg_share.posts.models import Post
from uclg_share.posts.rows import at_most
from uclg_share.urls import id_in
from uclg_share.words import options

LONGEST_NOTE = 300
ADDRESS = re.compile(r"(?:.*/posts/)?([0-9]{1,10})(?:[/?#].*)?")


class LinkForm(FlaskForm):
    """One of one's own posts, or any other by its address or number."""

    own = one_of(_l("One of your own posts"), choices={}, default="")
    address = Line(_l("Address or number of the post"), [at_most(500)])
    note = Paragraph(_l("What it answers, in a sentence"), [at_most(LONGEST_NOTE)])

    def offer(self, posts: Iterable[Post]) -> None:
        titles = {str(post.id): post.title or "" for post in posts}
        self.own.choices = options({"": _l("Choose"), **titles})

    @property
    def post_id(self) -> int | None:
        """What was chosen; the address goes before."""
        found = ADDRESS.fullmatch(self.address.data or "")
        if self.address.data:
            return id_in(found[1]) if found else None
        return id_in(self.own.data)

    def refuse(self, words: Any) -> None:
        self.address.errors = [*self.address.errors, words]
