"""Finding what is published: one list, three ways to read it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.feeds.shapes import json_feed
from uclg_share.saved_searches.queries import find_same
from uclg_share.search.asked import kept_as
from uclg_share.search.page import Search, search_of
from uclg_share.search.vocabulary import completed
from uclg_share.text import without_illegal

bp = Blueprint("search", __name__)
ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}
JSON_FEED = {"Content-Type": "application/feed+json; charset=utf-8"}


@bp.get("/search/suggest")
@for_anyone
def suggest() -> ResponseReturnValue:
    """What the box offers while somebody types: whole words for the one begun."""
    found = completed(without_illegal(request.args.get("q", "")))
    return jsonify([{"id": "", "name": name} for name in found])


@bp.get("/search", defaults={"medium": "html"})
@bp.get("/search.<any(atom, json):medium>")
@for_anyone
def posts(medium: str) -> ResponseReturnValue:
    viewer = current_viewer()
    found = search_of(viewer, languages_read(), medium)
    code = 422 if found.asked.is_refused else 200
    if medium == "html":
        query = kept_as(found.asked)
        saved = find_same(viewer, query)
        page = {"search": found, "query": query, "saved": saved}
        return render_template("search/show.html", **page), code
    feed: dict[str, Any] = {
        "title": f"{found.asked.text or _('Search')} – UCLG Share",
        "home": found.address(),
        "address": request.full_path.rstrip("?"),
        "page": found.page,
    }
    if medium == "json":
        told = {"_uclg_share": _extension(found)}
        return jsonify(json_feed(**feed) | told), code, JSON_FEED
    return without_illegal(render_template("feeds/posts.atom", **feed)), code, ATOM


def _extension(found: Search) -> dict[str, Any]:
    """What a page says and JSON Feed has no name for."""
    return {
        "found": found.number,
        "or_more": found.is_more,
        "only_some_words": found.is_loose,
        "problems": found.asked.problems,
    }
