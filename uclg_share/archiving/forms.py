from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from uclg_share.organisations.forms import at_most
from uclg_share.posts.fields import Line
from uclg_share.posts.models import Post
from uclg_share.reasons import PublicReasonForm
from uclg_share.urls import id_in

# The address of a post, or its number alone.
OF_POST = re.compile(r"(?:.*/posts/)?(\d{1,10})(?:[/?#].*)?")


class ArchiveForm(PublicReasonForm):
    """Why a practice is no longer current, and what to read instead."""

    successor = Line(_l("A newer post on this site, if there is one"), [at_most(300)])

    def __init__(self, find: Callable[[int], Post | None]) -> None:
        """`find` gives the post of a number, if readers may be sent there."""
        super().__init__()
        self._find = find
        self.newer: Post | None = None

    def validate_successor(self, field: Any) -> None:
        if not field.data:
            return
        named = OF_POST.fullmatch(field.data)
        number = id_in(named.group(1)) if named else None
        self.newer = self._find(number) if number else None
        if self.newer is None:
            raise ValidationError(
                _l("Copy the address of another published post of this site")
            )
