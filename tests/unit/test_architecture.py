"""Rules about the code that a linter cannot know; STYLE.md gives their reasons."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.tools import ROOT
from uclg_share.access import Access

PACKAGE = ROOT / "uclg_share"
ACTIONS = sorted(PACKAGE.glob("*/actions.py"))
ROUTES = sorted(PACKAGE.glob("*/routes.py"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ASKING = {"select", "insert", "update", "delete", "text"}
PHYSICAL = re.compile(
    r"(?<![\w-])(margin|padding|border|inset)?-?(left|right)(-\w+)*\s*:"
    r"|border-(top|bottom)-(left|right)-radius\s*:"
    r"|(text-align|float|clear)\s*:\s*(left|right)\b"
)
# The page of a broken site carries its own style, with the nonce of its answer.
INLINE = re.compile(
    r"<style(?! nonce=)|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:"
)
# Mail programs know no style sheet.
MAIL = ROOT / "templates" / "emails"


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", ACTIONS, ids=name)
def test_an_action_asks_its_rule_first(path: Path) -> None:
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if not node.args.args or node.args.args[0].arg != "viewer":
            continue
        body = node.body[1:] if ast.get_docstring(node) else node.body
        assert ast.unparse(body[0]).startswith("ensure("), f"{name(path)}: {node.name}"


@pytest.mark.parametrize("path", ROUTES, ids=name)
def test_a_route_asks_the_database_nothing_itself(path: Path) -> None:
    imported = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "sqlalchemy"
        for alias in node.names
    }

    assert imported & ASKING == set()


@pytest.mark.parametrize("path", [*ACTIONS, *PACKAGE.glob("*/queries.py")], ids=name)
def test_only_routes_end_a_transaction(path: Path) -> None:
    assert "session.commit(" not in path.read_text()


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_knows_start_and_end_alone(path: Path) -> None:
    words = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert [match.group() for match in PHYSICAL.finditer(words)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_holds_no_script_and_no_style(path: Path) -> None:
    if path.is_relative_to(MAIL):
        return
    words = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)

    assert INLINE.findall(words) == []


def test_every_page_says_who_may_open_it(app: Flask) -> None:
    undeclared = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if not isinstance(getattr(view, "access", None), Access)
    }

    assert undeclared == set()
