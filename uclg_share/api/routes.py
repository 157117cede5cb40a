"""What everybody may read, for programs: read-only, without a key.

Who is signed in makes no difference to what an answer holds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from flask import Blueprint, Response, abort, request, url_for
from flask import json as flask_json
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from uclg_share import limits
from uclg_share.access import for_anyone
from uclg_share.api import directory, queries, shapes
from uclg_share.api.asking import (
    Unreadable,
    asked_for,
    kind_in,
    limit_in,
    number_in,
    wish_in,
)
from uclg_share.api.queries import Found
from uclg_share.authorship.bylines import writers_of
from uclg_share.current import current_viewer
from uclg_share.error_pages import error_page
from uclg_share.groups.queries import all_committees, readable_shelf
from uclg_share.limits import client_address
from uclg_share.organisations.models import OrganisationType
from uclg_share.organisations.queries import find_organisation
from uclg_share.permissions import ANYONE
from uclg_share.posts.queries import family_of, find_post
from uclg_share.posts.reading import published
from uclg_share.posts.themes import themes as all_themes
from uclg_share.taking.answers import answer_to
from uclg_share.urls import absolute

bp = Blueprint("api", __name__, url_prefix="/api/v1")
JSON = "application/json; charset=utf-8"
DOCUMENT = Path(__file__).parent / "openapi.yaml"
READING = {"GET", "HEAD"}
NARROWING = {"group", "kind", "theme", "country", "language", "organisation", "since",
             "type", "limit"}  # fmt: skip


@bp.before_request
def count() -> None:
    limits.spend_here(limits.API_ADDRESS, client_address())


@bp.after_request
def open_to_other_sites(answer: Response) -> Response:
    """Pages of other sites may read it: it holds nothing that is not public."""
    if request.method in READING:
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@bp.errorhandler(Unreadable)
def refuse(error: Unreadable) -> ResponseReturnValue:
    advice = _("We cannot read what “%(name)s” was given.", name=error.name)
    return error_page(400, advice=advice)


@bp.get("/openapi.json")
@for_anyone
def document() -> ResponseReturnValue:
    return _answer({**described(), "servers": [{"url": absolute("/api/v1")}]})


@bp.get("/posts")
@for_anyone
def posts() -> ResponseReturnValue:
    shelf = readable_shelf(ANYONE)
    wish = wish_in(shelf)
    most, cursor = limit_in(), number_in("cursor")
    found = queries.posts(wish, cursor, most) if wish else Found([])
    known = {group.id: group.slug for group in shelf}
    return _page(found, lambda row: shapes.line(row, known))


@bp.get("/posts/<id:post_id>")
@for_anyone
def post(post_id: int) -> ResponseReturnValue:
    found = find_post(ANYONE, post_id) or abort(404)
    writers = writers_of(found.original or found)
    reading, family = published(ANYONE, found), family_of(ANYONE, found)
    return _answer(shapes.whole(found, reading, family, writers))


@bp.get("/groups")
@for_anyone
def groups() -> ResponseReturnValue:
    shelf = readable_shelf(ANYONE, whole=True)
    return _page(Found(shelf), directory.group)


@bp.get("/groups/<slug>")
@for_anyone
def group(slug: str) -> ResponseReturnValue:
    shelf = readable_shelf(ANYONE, whole=True)
    found = next((one for one in shelf if one.slug == slug), None) or abort(404)
    return _answer(directory.group(found))


@bp.get("/organisations")
@for_anyone
def organisations() -> ResponseReturnValue:
    kind = kind_in("type", OrganisationType)
    most, after = limit_in(), number_in("cursor")
    country = asked_for("country")
    found = queries.organisations(country, kind, after, most)
    return _page(found, directory.organisation)


@bp.get("/organisations/<slug>")
@for_anyone
def organisation(slug: str) -> ResponseReturnValue:
    found = find_organisation(ANYONE, slug) or abort(404)
    return _answer(directory.organisation(found))


@bp.get("/themes")
@for_anyone
def themes() -> ResponseReturnValue:
    return _page(Found(all_themes()), directory.theme)


@bp.get("/committees")
@for_anyone
def committees() -> ResponseReturnValue:
    return _page(Found(all_committees()), directory.committee)


@cache
def described() -> dict[str, Any]:
    """The OpenAPI document, without where it is served."""
    found: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    return found


def _page(found: Found, shape: Callable[[Any], dict[str, Any]]) -> ResponseReturnValue:
    onward = _onward(*found.last) if found.last else None
    answer = _answer({"items": [shape(row) for row in found.rows], "next": onward})
    if onward:
        answer.headers["Link"] = f'<{onward}>; rel="next"'
    return answer


def _onward(number: int, moment: datetime | None) -> str:
    """What was asked goes along, nothing else does."""
    asked = {k: v for k, v in request.args.items() if k in NARROWING}
    values: dict[str, Any] = {**asked, "cursor": number}
    if moment is not None:
        values["since"] = moment.astimezone(UTC).isoformat()
    return absolute(url_for(str(request.endpoint), **values))


def _answer(said: dict[str, Any]) -> AnyResponse:
    return answer_to(current_viewer(), flask_json.dumps(said), JSON)
