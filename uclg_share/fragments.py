"""Parts of pages that are the same for the same things: rendered once, then kept.

`{% kept a, b %} … {% endkept %}` in a template renders what stands between once for any
(place in the templates, language, a, b). The names after the tag are all that the part
may depend on: in tests, a part that comes out of the store is rendered again and has to
be the same to the letter, at its first uses and now and then. What differs each time
in a part that else does not, such as the token of a form, is a `hole` in it.
"""

from __future__ import annotations

import secrets
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from threading import Lock
from typing import Any, TypeVar, cast

from flask import Flask, g
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.local import LocalProxy

from uclg_share.i18n import current_language

# Some 3,000 cards; more would cost a process memory and gain little.
MOST_BYTES = 6 * 1024 * 1024
OVERHEAD = 700  # bytes of a key and its objects, more or less
LARGEST = 64 * 1024  # a part above this would drive out too many others
# Among the names after the tag: this time the part is not kept.
NEVER = "never kept"
Filling = Callable[[], Markup]
T = TypeVar("T")
# By the mark that stands for a hole in a kept part: what fills it, and whether each of
# several has something of its own.
_FILLINGS: dict[str, tuple[Filling, bool]] = {}


class Store:
    """The parts last asked for, up to a number of bytes; safe among threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._parts: OrderedDict[Hashable, Markup] = OrderedDict()
        self._free = most_bytes
        self._uses: Counter[Hashable] = Counter()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._parts)

    def get(self, key: Hashable) -> Markup | None:
        part = self._parts.get(key)
        if part is not None:
            try:  # a `suppress` costs more than what it suppresses
                self._parts.move_to_end(key)
            except KeyError:
                return part  # another thread has just let it go
        return part

    def put(self, key: Hashable, part: Markup) -> None:
        if len(part) > LARGEST:
            return
        with self._lock:
            if key not in self._parts:
                self._free -= _size(part)
                self._parts[key] = part
            while self._free < 0:
                self._free += _size(self._parts.popitem(last=False)[1])

    def is_to_be_proved(self, key: Hashable) -> bool:
        """In tests: at the first three uses of a part, then ever more seldom."""
        self._uses[key] += 1
        uses = self._uses[key]
        return uses < 4 or uses & (uses - 1) == 0


class NotTheSame(AssertionError):
    """A kept part depends on something that its tag does not name."""


class SharedTemplate(Template):
    """A template whose macros are made once, whoever imports them.

    Jinja compares all globals at each import, in case somebody gave a template globals
    of its own; here nobody does, and a page imports ten times.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        del ctx
        return super()._get_default_module()


def hole(filling: Filling, each: bool = False) -> Filling:
    """For a function of templates that gives something else for each request, or `each`
    time: within a kept part it leaves a mark, and the page has what it gives then."""
    mark = secrets.token_hex(16)  # that nobody can write into a text
    _FILLINGS[mark] = filling, each

    def given() -> Markup:
        return Markup(mark) if g.get("parts_open") else filling()  # noqa: S704  hex

    return given


class Holed(Markup):
    """A part with marks in it."""


def later(ask: Callable[[], T]) -> T:
    """For a template: what is asked for once, when a part of it is rendered, and not at
    all where every part that looks at it was kept."""
    return cast("T", LocalProxy(cache(ask)))


def init_app(app: Flask) -> None:
    app.jinja_env.template_class = SharedTemplate
    app.extensions["fragments"] = Store()
    app.jinja_env.add_extension(KeptTag)
    app.jinja_env.extend(site=app)


class KeptTag(Extension):
    """The tag; a block is told by its template and line."""

    tags = {"kept"}  # noqa: RUF012  the name Jinja wants

    def parse(self, parser: Parser) -> nodes.Node:
        line = next(parser.stream).lineno
        named = [] if parser.stream.current.type == "block_end" else _names(parser)
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        here = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("kept", [here, nodes.Tuple(named, "load")])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def kept(
        self, here: str, named: tuple[Any, ...], caller: Callable[[], str]
    ) -> Markup:
        if NEVER in named:
            return Markup(caller())  # noqa: S704  Jinja has escaped it
        site: Flask = self.environment.site  # type: ignore[attr-defined]
        store: Store = site.extensions["fragments"]
        key = (here, current_language(), named)
        try:
            part = store.get(key)
        except TypeError:  # a list has no hash
            things = [tuple(one) if type(one) is list else one for one in named]
            key = (here, current_language(), tuple(things))
            part = store.get(key)
        if part is None:
            part = _rendered(caller)
            store.put(key, part)
        elif site.testing and store.is_to_be_proved(key):
            fresh = _rendered(caller)
            if fresh != part:
                raise NotTheSame(f"{here}\n--- kept\n{part}\n--- now\n{fresh}", named)
        is_whole = type(part) is not Holed or g.get("parts_open")
        return part if is_whole else _filled(part)


def _rendered(caller: Callable[[], str]) -> Markup:
    g.parts_open = g.get("parts_open", 0) + 1
    try:
        part = caller()
    finally:
        g.parts_open -= 1
    has_holes = any(mark in part for mark in _FILLINGS)
    return Holed(part) if has_holes else Markup(part)  # noqa: S704  Jinja has escaped it


def _filled(part: Markup) -> Markup:
    text = str(part)
    for mark, (filling, each) in _FILLINGS.items():
        while mark in text:
            text = text.replace(mark, filling(), 1 if each else -1)
    return Markup(text)  # noqa: S704  markup with markup in it


def _names(parser: Parser) -> list[nodes.Expr]:
    names: list[nodes.Expr] = [parser.parse_expression()]
    while parser.stream.skip_if("comma"):
        names.append(parser.parse_expression())
    return names


def _size(part: Any) -> int:
    return 2 * len(part) + OVERHEAD
