"""Style, script and pictures: bundled when the program starts, named by their content.

There is no build step: the files in `static/` are what is written and what is read.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone

STATIC = Path(__file__).parent.parent / "static"
# Later files win over earlier ones.
STYLES = ("tokens", "base", "layout", "parts/*", "features/*", "preferences", "print")
PICTURES = {name: f"img/{name}" for name in ("world.svg", "mark.svg", "signs.svg")}
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
}
FOR_EVER = "public, max-age=31536000, immutable"

# A string of CSS, which stays as it is, or what a browser does not need.
STRING_OR_WASTE = re.compile(r"""("[^"\n]*"|'[^'\n]*')|(?:/\*.*?\*/|\s)+""", re.DOTALL)
AROUND_SIGNS = re.compile(r"""("[^"\n]*"|'[^'\n]*')|\s*([{};,])\s*|(:)\s+""")
PICTURE_IN_STYLE = re.compile(r"(?<=url\()[\w-]+\.svg")
OWN_LINE_COMMENT = re.compile(
    r"^[ \t]*(/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE
)

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """A file as it is served; `address` carries the hash of its content."""

    address: str
    media_type: str
    content: bytes
    packed: bytes


def init_app(app: Flask) -> None:
    """Serve everything in `static/`; templates write `{{ asset("site.css") }}`."""
    known = bundle(STATIC)
    app.extensions["assets"] = {asset.address: asset for asset in known.values()}
    app.jinja_env.globals["asset"] = cache(  # a page asks for the same some forty times
        lambda name: url_for("assets.show", name=known[name].address)
    )
    app.register_blueprint(bp)


@bp.get("/assets/<name>")
@for_anyone
def show(name: str) -> ResponseReturnValue:
    asset: Asset = current_app.extensions["assets"].get(name) or abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    answer = Response(asset.packed if packed else asset.content)
    answer.headers["Content-Type"] = asset.media_type
    answer.headers["Cache-Control"] = FOR_EVER
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.vary.add("Accept-Encoding")
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def bundle(folder: Path) -> dict[str, Asset]:
    """Every asset by the name templates use, such as `site.css`."""
    known = {
        name: _asset(name, (folder / path).read_text())
        for name, path in PICTURES.items()
    }
    style = squeezed_style(_joined(style_files(folder / "css")))
    texts = {
        "site.css": PICTURE_IN_STYLE.sub(lambda it: known[it[0]].address, style),
        "site.js": squeezed_script(_joined(script_files(folder / "js"))),
    }
    # Each of one page alone, so that no other carries it.
    for path in sorted((folder / "pages").glob("*.js")):
        texts[path.name] = squeezed_script(path.read_text())
    return known | {name: _asset(name, text) for name, text in texts.items()}


def style_files(folder: Path) -> list[Path]:
    return [path for name in STYLES for path in sorted(folder.glob(f"{name}.css"))]


def script_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.js"))


def squeezed_style(text: str) -> str:
    """Without comments and needless space; nothing is rewritten."""
    text = STRING_OR_WASTE.sub(lambda found: found[1] or " ", text)
    text = AROUND_SIGNS.sub(lambda found: found[1] or found[2] or found[3], text)
    return text.replace(";}", "}").strip()


def squeezed_script(text: str) -> str:
    """Without indentation, empty lines and comments that have lines of their own.

    Our scripts hold no text over several lines, so that every line may lose its space.
    """
    text = OWN_LINE_COMMENT.sub("", text)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _joined(paths: list[Path]) -> str:
    return "\n".join(path.read_text() for path in paths)


def _asset(name: str, text: str) -> Asset:
    content = text.encode()
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:8]
    packed = gzip.compress(content, 9, mtime=0)
    return Asset(f"{stem}-{digest}.{ending}", TYPES[ending], content, packed)
