"""What a program asks for in an address; what cannot be read is refused by name."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from flask import request

from uclg_share.api.queries import Wish
from uclg_share.groups.models import WorkingGroup
from uclg_share.i18n import LANGUAGES
from uclg_share.posts.models import Kind
from uclg_share.text import without_illegal
from uclg_share.urls import id_in

Choice = TypeVar("Choice", bound=StrEnum)
MOST, USUAL = 100, 50


class Unreadable(Exception):
    """The parameter of this name is none of what it may be."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def asked_for(name: str) -> str | None:
    value = request.args.get(name)
    return None if value is None else without_illegal(value)


def wish_in(shelf: list[WorkingGroup]) -> Wish | None:
    """None where a group is named that nobody knows."""
    group = asked_for("group")
    by_slug = {one.slug: one.id for one in shelf}
    wish = Wish(
        group_id=by_slug.get(group) if group is not None else None,
        theme=asked_for("theme"),
        kind=kind_in("kind", Kind),
        country=asked_for("country"),
        language=_language(),
        organisation=asked_for("organisation"),
        since=_since(),
    )
    return wish if group is None or group in by_slug else None


def kind_in(name: str, kinds: type[Choice]) -> Choice | None:
    value = asked_for(name)
    try:
        return kinds(value) if value is not None else None
    except ValueError as error:
        raise Unreadable(name) from error


def number_in(name: str) -> int | None:
    value = asked_for(name)
    number = id_in(value)
    if value is not None and number is None:
        raise Unreadable(name)
    return number


def limit_in() -> int:
    number = number_in("limit") or USUAL
    if number > MOST:
        raise Unreadable("limit")
    return number


def _language() -> str | None:
    value = asked_for("language")
    if value is not None and value not in LANGUAGES:
        raise Unreadable("language")
    return value


def _since() -> datetime | None:
    """A day or a moment; without a zone it is UTC."""
    value = asked_for("since")
    if value is None:
        return None
    try:
        # A plus in an address means a space.
        found = datetime.fromisoformat(value.replace(" ", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unreadable("since") from error
