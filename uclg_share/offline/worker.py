"""The service worker: one small script at the root of the site, for the whole of it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from flask import Blueprint, Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.assets import STATIC, squeezed_script
from uclg_share.i18n import LANGUAGES

bp = Blueprint("worker", __name__)

SOURCE = STATIC / "worker" / "worker.js"
# Of the reading list, which is not read without a line.
OF_A_PAGE = "keep-"
PAGE = ("offline/show.html", "layouts/error.html")


@bp.get("/worker.js")
@for_anyone
def script() -> ResponseReturnValue:
    """With every new shell it is another script, which is how browsers learn of one."""
    answer = Response(_text(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:20], weak=True)
    return answer.make_conditional(request)


def _text() -> str:
    """What it keeps from the start, by its addresses, then what it does."""
    known: str | None = current_app.extensions.get("worker")
    if known is None:
        known_assets = current_app.extensions["assets"]
        names = [name for name in known_assets if not name.startswith(OF_A_PAGE)]
        shell = {
            "pages": {lang: url_for("offline.show", lang=lang) for lang in LANGUAGES},
            "assets": [url_for("assets.show", name=name) for name in names],
            "version": _version(names),
        }
        source = squeezed_script(SOURCE.read_text())
        known = f"const SHELL = {json.dumps(shell)};\n{source}\n"
        current_app.extensions["worker"] = known
    return known


def _version(assets: list[str]) -> str:
    """Of assets by their names, of the page by its markup and its words."""
    root = Path(current_app.root_path)
    markup = [root.parent / "templates" / name for name in PAGE]
    words = sorted((root / "translations").rglob("*.mo"))
    digest = hashlib.sha256(" ".join(assets).encode())
    for path in [*markup, *words]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
