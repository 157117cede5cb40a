"""Where things were done: maps, and the practices of one country or region."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    abort,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.countries import CODES as COUNTRIES
from uclg_share.counts.tables import table
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.feeds.queries import key_of
from uclg_share.feeds.shapes import json_feed
from uclg_share.groups.shelf import shown_shelf
from uclg_share.i18n import current_language
from uclg_share.paging import page_of
from uclg_share.places.atlas_page import sheet_of
from uclg_share.places.queries import practices_from, read_by
from uclg_share.places.regions import MEMBERS, region_name, region_of
from uclg_share.places.scopes import Scope, scope_in
from uclg_share.templating import country_name
from uclg_share.text import without_illegal

bp = Blueprint("places", __name__)
ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}
JSON_FEED = {"Content-Type": "application/feed+json; charset=utf-8"}
PARTS = ("group", "committee", "theme")


@bp.get("/map", defaults={"medium": "html"})
@bp.get("/map.csv", defaults={"medium": "csv"})
@for_anyone
def of_site(medium: str) -> ResponseReturnValue:
    return _map(Scope(), medium)


@bp.get("/groups/<slug>/map", defaults={"medium": "html"})
@bp.get("/groups/<slug>/map.csv", defaults={"medium": "csv"})
@for_anyone
def of_group(slug: str, medium: str) -> ResponseReturnValue:
    return _map(_scope("group", slug), medium)


@bp.get("/committees/<slug>/map", defaults={"medium": "html"})
@bp.get("/committees/<slug>/map.csv", defaults={"medium": "csv"})
@for_anyone
def of_committee(slug: str, medium: str) -> ResponseReturnValue:
    scope = _scope("committee", slug)
    if scope.thing.slug != slug:  # merged, or another spelling
        return redirect(scope.map(medium=medium), 301)
    return _map(scope, medium)


@bp.get("/themes/<slug>/map", defaults={"medium": "html"})
@bp.get("/themes/<slug>/map.csv", defaults={"medium": "csv"})
@for_anyone
def of_theme(slug: str, medium: str) -> ResponseReturnValue:
    return _map(_scope("theme", slug), medium)


@bp.get("/countries/<code>", defaults={"medium": "html"})
@bp.get("/countries/<code>.<any(atom, json):medium>")
@for_anyone
def country(code: str, medium: str) -> ResponseReturnValue:
    """Within the site, or within the one group, committee or theme asked for."""
    if code.upper() not in COUNTRIES:
        abort(404)
    if code != code.upper():
        return redirect(_address(code=code.upper()), 301)
    named = next((sort for sort in PARTS if request.args.get(sort)), None)
    scope = _scope(named, request.args[named]) if named else Scope()
    region = region_of(code)
    name = country_name(code)
    return _list((code,), scope, medium, {"name": name, "region": region, "code": code})


@bp.get("/themes/<slug>/regions/<code>", defaults={"medium": "html"})
@bp.get("/themes/<slug>/regions/<code>.<any(atom, json):medium>")
@for_anyone
def theme_in_region(slug: str, code: str, medium: str) -> ResponseReturnValue:
    countries = MEMBERS.get(code) or abort(404)
    name = region_name(code, current_language())
    about = {"name": name, "region": code, "code": None}
    return _list(countries, _scope("theme", slug), medium, about)


def _scope(sort: str, slug: str) -> Scope:
    return scope_in(current_viewer(), sort, slug) or abort(404)


def _map(scope: Scope, medium: str) -> ResponseReturnValue:
    sheet = sheet_of(scope, request.args.get("region"))
    if medium == "csv":
        rows = ((one.code, one.name, one.region, one.number) for one in sheet.countries)
        return table(
            "practices-by-country", ("code", "country", "region", "number"), rows
        )
    return render_template("places/map.html", sheet=sheet, scope=scope)


def _list(
    countries: tuple[str, ...], scope: Scope, medium: str, about: dict[str, Any]
) -> ResponseReturnValue:
    viewer = current_viewer()
    lines = practices_from(
        viewer, countries, scope, languages_read(), whole=medium != "html"
    )
    page = page_of(lines, read_by(countries), key_of)
    if medium != "html":
        return _feed(
            medium, " – ".join(filter(None, (about["name"], scope.name))), page
        )
    return render_template(
        "places/list.html",
        about=about,
        scope=scope,
        page=page,
        groups={group.id: group for group in shown_shelf(viewer)},
    )


def _feed(medium: str, name: str, page: Any) -> ResponseReturnValue:
    feed: dict[str, Any] = {
        "title": f"{name} – UCLG Share",
        "home": _address(medium="html"),
        "address": request.full_path.rstrip("?"),
        "page": page,
    }
    if medium == "json":
        return jsonify(json_feed(**feed)), JSON_FEED
    return without_illegal(render_template("feeds/posts.atom", **feed)), ATOM


def _address(**changes: str) -> str:
    """This page in another way, narrowed as it is."""
    values: dict[str, Any] = {
        **{sort: request.args[sort] for sort in PARTS if sort in request.args},
        **(request.view_args or {}),
        **changes,
    }
    return url_for(str(request.endpoint), **values)
