"""What `static/` becomes when the program starts."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from uclg_share import assets

CSS = "text/css; charset=utf-8"


@pytest.fixture
def bare() -> FlaskClient:
    """A browser of an application that has nothing but the assets."""
    app = Flask("bare", static_folder=None)
    assets.init_app(app)
    return app.test_client()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small `static/` of our own."""
    for name, text in {
        "css/tokens.css": ":root { --ink: #000; }",
        "css/base.css": "a { color: var(--ink); }",
        "css/parts/card.css": ".card { margin: 0; }",
        "css/parts/bar.css": ".bar { margin: 0; }",
        "css/print.css": "@media print { a { color: red; } }",
        "js/20-second.js": "second();",
        "js/10-first.js": "first();",
        "img/world.svg": "<svg/>",
        "img/mark.svg": "<svg/>",
        "img/signs.svg": "<svg/>",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    return tmp_path


def address(client: FlaskClient, name: str) -> str:
    with client.application.test_request_context():
        link: str = client.application.jinja_env.globals["asset"](name)  # type: ignore[operator]
    return link


def test_style_is_bundled_from_tokens_to_print(folder: Path) -> None:
    text = assets.bundle(folder)["site.css"].content.decode()

    found = [text.index(rule) for rule in (":root", "a{", ".bar", ".card", "@media")]
    assert found == sorted(found)


def test_script_is_bundled_in_the_order_of_its_names(folder: Path) -> None:
    assert assets.bundle(folder)["site.js"].content == b"first();\nsecond();"


def test_no_style_file_is_left_out() -> None:
    root = assets.STATIC / "css"

    assert set(assets.style_files(root)) == set(root.rglob("*.css"))


def test_the_address_changes_with_the_content_and_only_then(folder: Path) -> None:
    before = assets.bundle(folder)
    (folder / "css" / "base.css").write_text("a { color: blue; }")

    after = assets.bundle(folder)

    assert after["site.css"].address != before["site.css"].address
    assert after["site.js"].address == before["site.js"].address


@pytest.mark.parametrize(
    "name, media_type",
    [
        ("site.css", CSS),
        ("site.js", "text/javascript; charset=utf-8"),
        ("world.svg", "image/svg+xml; charset=utf-8"),
        ("mark.svg", "image/svg+xml; charset=utf-8"),
        ("signs.svg", "image/svg+xml; charset=utf-8"),
    ],
)
def test_an_asset_may_be_kept_for_ever(
    bare: FlaskClient, name: str, media_type: str
) -> None:
    link = address(bare, name)

    answer = bare.get(link)

    assert re.fullmatch(r"/assets/\w+-[0-9a-f]{8}\.\w+", link)
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "*"])
def test_who_reads_gzip_gets_it(bare: FlaskClient, accepted: str) -> None:
    link = address(bare, "site.css")

    answer = bare.get(link, headers={"Accept-Encoding": accepted})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == bare.get(link).data


@pytest.mark.parametrize("accepted", ["", "br", "identity", "gzip;q=0"])
def test_who_does_not_gets_plain_text(bare: FlaskClient, accepted: str) -> None:
    link = address(bare, "site.css")

    answer = bare.get(link, headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b":root{")


@pytest.mark.parametrize("name", ["site.css", "site-000000000000.css", "..%2fwsgi.py"])
def test_an_unknown_name_is_not_found(bare: FlaskClient, name: str) -> None:
    assert bare.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize(
    "written, served",
    [
        ("/* why */ a , b { color : red; }", "a,b{color :red}"),
        (
            'a::after { content: " (" attr(href) "; }"; }',
            'a::after{content:" (" attr(href) "; }"}',
        ),
        (
            ".a :focus { margin: calc(-1 * var(--s) - 1px); }",
            ".a :focus{margin:calc(-1 * var(--s) - 1px)}",
        ),
        (
            "@media (min-width: 3em) {\n  a { b: c; }\n}\n",
            "@media (min-width:3em){a{b:c}}",
        ),
        ("p { content: '/* kept */'; }", "p{content:'/* kept */'}"),
    ],
)
def test_style_loses_nothing_a_browser_needs(written: str, served: str) -> None:
    assert assets.squeezed_style(written) == served


def test_script_loses_whole_lines_of_comment_alone() -> None:
    written = "/* A\n   B */\nf('/* C */'); // D\n  // E\n\n  g(2 /* F */ * 3);\n"

    assert assets.squeezed_script(written) == "f('/* C */'); // D\ng(2 /* F */ * 3);"
