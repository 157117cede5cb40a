"""What a request asks of search, and the same as an address keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import current_language
from uclg_share.posts.models import Theme
from uclg_share.search.asking import Asked, Choice, read
from uclg_share.search.facets import FACETS
from uclg_share.search.fields import known_of


def asked_in(
    values: MultiDict[str, str],
    groups: Iterable[WorkingGroup],
    themes: Iterable[Theme],
    language: str = "",
) -> Asked:
    """Read from the arguments of an address, in the language of the page."""
    known = known_of(groups, themes, language or current_language())
    ticked = {field: values.getlist(name) for field, (name, _) in FACETS.items()}
    return read(values.get("q", ""), ticked, known)


def asked_here(groups: Iterable[WorkingGroup], themes: Iterable[Theme]) -> Asked:
    return asked_in(request.args, groups, themes)


def kept_as(asked: Asked) -> str:
    """The question as the end of an address that every language reads alike."""
    out = [_left_out(one) for one in asked.choices if one.is_out]
    line = " ".join([*(term.raw for term in asked.terms), *out])
    chosen = [
        (FACETS[one.field][0], one.value) for one in asked.choices if not one.is_out
    ]
    said: list[tuple[str, Any]] = [("q", line)] if line else []
    return urlencode([*said, *sorted(set(chosen))])


def _left_out(choice: Choice) -> str:
    return f'-{choice.field}:"{choice.value}"'
