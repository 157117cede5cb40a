"""The style and script that reach a reader: light, our own, and legible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.tools import ROOT
from uclg_share.assets import STATIC, bundle, script_files, style_files

STYLES = style_files(STATIC / "css")
SCRIPTS = script_files(STATIC / "js")
WITH_COLOURS = {"tokens.css", "preferences.css", "print.css"}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", re.IGNORECASE)
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
KEYS = ["city", "cib", "migr", "tour", "led", "mena", "a", "b", "c", "d"]
GROUPS = [f"g-{key}" for key in KEYS]
TEXT = ["ink", "ink-2", "link", "visited", "bad"]


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def without_comments(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def test_all_style_together_stays_under_14_kb() -> None:
    assert len(bundle(STATIC)["site.css"].packed) <= 14_000


def test_all_script_together_stays_under_12_kb() -> None:
    assert len(bundle(STATIC)["site.js"].packed) <= 12_000


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_loads_nothing_but_our_signs(path: Path) -> None:
    loading = r"@import|@font-face|url\((?!signs\.svg#)|https?://"

    assert re.findall(loading, without_comments(path)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_script_calls_nobody_else_and_evaluates_nothing(path: Path) -> None:
    forbidden = r"\beval\(|new Function|document\.write|https?://\w|\.style\b"

    assert re.findall(forbidden, path.read_text()) == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_style_begins_with_what_it_is_for(path: Path) -> None:
    assert path.read_text().startswith("/* ")


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_force_has_its_reason_beside_it(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert [x for x in lines if "!important" in x and "; /* " not in x] == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_colours_are_tokens(path: Path) -> None:
    if path.name not in WITH_COLOURS:
        assert COLOUR.findall(without_comments(path)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sea"])
@pytest.mark.parametrize("token", [*GROUPS, *TEXT])
def test_text_is_legible(scheme: str, ground: str, token: str) -> None:
    colours = palette(scheme)

    assert contrast(colours[token], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("token", GROUPS)
def test_a_filled_sign_is_legible(scheme: str, token: str) -> None:
    colours = palette(scheme)

    assert contrast(colours["on-acc"], colours[token]) >= 4.5


def palette(scheme: str) -> dict[str, str]:
    light = dict(TOKEN.findall((STATIC / "css" / "tokens.css").read_text()))
    if scheme == "light":
        return light
    return light | dict(TOKEN.findall((STATIC / "css" / "preferences.css").read_text()))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * c for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
