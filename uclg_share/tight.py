"""Pages without the white space of their templates.

On a feed it weighed as much as all titles. It goes when a template is read, once; what
fills a page is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flask import Flask
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

INDENT = re.compile(r"(?<![%#]}\n)^[ \t]+", re.MULTILINE)
# A tag of Jinja takes the end of its line with it: the indent parts two words there.
AFTER_TAG = re.compile(r"(?<=[%#]}\n)[ \t]+")
# What begins a line of its own however it is written.
BLOCK = (
    r"(?:article|aside|body|details|div|d[ldt]|figure|footer|h[1-6]|head|header|html|li"
    r"|link|main|meta|nav|[ou]l|p|script|section|t[rdh]|title)\b"
)
BEFORE_BLOCK = re.compile(rf"\s+(?=</?(?:{BLOCK}|form\b))")
# A form may stand in a line, with words behind it.
AFTER_BLOCK = re.compile(rf"(</?{BLOCK}[^<>]*>)\s+")


class Tight(Extension):
    """Leaves the lines as they are counted: a fault is reported where it stands."""

    def preprocess(
        self, source: str, name: str | None, filename: str | None = None
    ) -> str:
        del filename
        if not _is_page(name):
            return source
        return AFTER_TAG.sub(" ", INDENT.sub("", source))

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        is_page = _is_page(stream.name)
        for token in stream:
            is_text = is_page and token.type == "data"
            yield _tight(token) if is_text else token


def init_app(app: Flask) -> None:
    app.jinja_env.add_extension(Tight)


def _tight(text: Token) -> Token:
    words = AFTER_BLOCK.sub(r"\1", BEFORE_BLOCK.sub("", text.value))
    return Token(text.lineno, text.type, words)


def _is_page(name: str | None) -> bool:
    return bool(name and name.endswith(".html"))
