"""One address for each page of the site, made from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from uclg_share.posts.models import Kind
from uclg_share.urls import IdConverter, KindConverter


def addresses(site: Flask, method: str, **known: str) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of every rule that takes the method.

    Numbers are 1, words are "x" unless `known` gives one for the name.
    """
    adapter = site.url_map.bind("127.0.0.1")
    for rule in site.url_map.iter_rules():
        if method in (rule.methods or set()):
            values = {name: _value(rule, name, known) for name in rule.arguments}
            values = {**values, **(rule.defaults or {})}
            yield rule.endpoint, adapter.build(rule.endpoint, values)


def _value(rule: Rule, name: str, known: dict[str, str]) -> Any:
    converter = rule._converters.get(name)
    if isinstance(converter, KindConverter):
        return Kind.CASE_STUDY.value
    if isinstance(converter, IdConverter):
        return int(known.get(name, 1))
    if isinstance(converter, AnyConverter):
        return "en" if name == "lang" else next(iter(converter.items))
    return known.get(name, "x")
