"""What a test need not do again because an earlier one of its process has done it.

Some hundred tests start a site of their own, and each compiled the same templates and
the same addresses anew: two fifths of the time of the tests of pages.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class Compiled(BytecodeCache):
    """The code of templates, found by name and by the sum of the text."""

    def __init__(self) -> None:
        self.codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self.codes[bucket.key + bucket.checksum] = bucket.code


def keep_templates() -> None:
    """Let every application made from now on share its compiled templates."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": Compiled()}


def keep_addresses() -> None:
    """Let every application share what builds its addresses: a function that knows of
    its rule only what is in the key here."""
    made: dict[str, Builder] = {}
    compile_builder = Rule._compile_builder

    def kept(rule: Rule, append_unknown: bool = True) -> Builder:
        converters = sorted((n, type(c)) for n, c in rule._converters.items())
        key = repr((rule._trace, rule.defaults, converters, append_unknown))
        if key not in made:
            made[key] = compile_builder(rule, append_unknown)
        return made[key]

    Rule._compile_builder = kept  # type: ignore[method-assign, assignment]
