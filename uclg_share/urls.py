"""How parts of an address become values, and how addresses are made absolute."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, has_request_context, url_for
from werkzeug.routing import BaseConverter, IntegerConverter, ValidationError

from uclg_share.i18n import current_language
from uclg_share.posts.models import Kind

LARGEST_ID = 2**31 - 1  # what an INTEGER column holds on PostgreSQL


class IdConverter(IntegerConverter):
    """A row's number; one that no column could hold is simply not found."""

    def __init__(self, url_map: object) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ID)  # type: ignore[arg-type]


class KindConverter(BaseConverter):
    """`/write/case-study` gives `Kind.CASE_STUDY`; an unknown kind is a 404."""

    def to_python(self, value: str) -> Kind:
        try:
            return Kind(value.replace("-", "_"))
        except ValueError as error:
            raise ValidationError from error

    def to_url(self, value: str) -> str:
        return value.replace("_", "-")


def init_app(app: Flask) -> None:
    app.url_map.converters["id"] = IdConverter
    app.url_map.converters["kind"] = KindConverter
    app.jinja_env.globals["url_for"] = _addresses()


def kept_url_for(endpoint: str, **values: Any) -> str:
    """`url_for` as templates have it, for addresses that are asked for on each page."""
    address: Any = current_app.jinja_env.globals["url_for"]
    found: str = address(endpoint, **values)
    return found


def _addresses() -> Callable[..., str]:
    """`url_for` for templates, which ask for the same hundred addresses page by page.

    An address depends on nothing but its arguments and the language: the site stands at
    the root of its host.
    """

    @lru_cache(maxsize=20_000)
    def kept(
        _language: str,
        _types: tuple[type, ...],  # True and 1 are one key, and two addresses
        endpoint: str,
        *values: Any,
    ) -> str:
        return url_for(endpoint, **dict(values))

    def address(endpoint: str, **values: Any) -> str:
        if not has_request_context():
            return url_for(endpoint, **values)
        try:
            types = tuple(map(type, values.values()))
            return kept(current_language(), types, endpoint, *values.items())
        except TypeError:  # a list of values has no hash
            return url_for(endpoint, **values)

    return address


def id_in(text: str | None) -> int | None:
    """The row's number in a field of a form, if it can be one."""
    plain = text is not None and text.isascii() and text.isdigit()
    number = int(text) if text and plain and len(text) < 11 else 0
    return number if 0 < number <= LARGEST_ID else None


def absolute(path: str) -> str:
    """The address for feeds and mails: on the configured host, never the request's."""
    base: str = current_app.config["SETTINGS"].base_url
    return base + path


def link(endpoint: str, **values: Any) -> str:
    """The absolute address of a page, for mails."""
    return absolute(url_for(endpoint, **values))


def safe_next(target: str | None, fallback: str) -> str:
    """Where to go after signing in: a path of this site, or the fallback.

    Browsers read `//host`, `/\\host` and control characters as other hosts, so only a
    plain path counts.
    """
    if not target or len(target) > 2000 or not target.startswith("/"):
        return fallback
    if target.startswith(("//", "/\\")) or "\\" in target:
        return fallback
    if any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return fallback
    return target
