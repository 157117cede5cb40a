"""One list of posts, three ways to read it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from uclg_share.access import for_anyone
from uclg_share.answers.queries import open_questions
from uclg_share.authorship.bylines import NAMES
from uclg_share.counts.models import Facet
from uclg_share.counts.queries import numbers_of, practices_by_scope, practices_in
from uclg_share.counts.standing import scope_of
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.feeds import gathering, queries
from uclg_share.feeds.choice import OFFERED, Choice
from uclg_share.feeds.pages import (
    page_of_committee,
    page_of_group,
    page_of_theme,
    same_for,
)
from uclg_share.feeds.shapes import json_feed
from uclg_share.feeds.tables import MOST_ROWS, table_answer
from uclg_share.following.queries import is_followed
from uclg_share.fragments import later
from uclg_share.groups.models import Committee, WorkingGroup
from uclg_share.groups.queries import (
    committee_with_shelf,
    find_committee,
)
from uclg_share.groups.shelf import shown_shelf
from uclg_share.i18n import local
from uclg_share.paging import Page, page_of
from uclg_share.permissions import Viewer
from uclg_share.posts.display import points
from uclg_share.posts.models import CommitteePlacement
from uclg_share.posts.themes import themes as all_themes
from uclg_share.text import without_illegal

bp = Blueprint("feeds", __name__)
ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}
WHOLE = {"atom", "json"}
JSON_FEED = {"Content-Type": "application/feed+json; charset=utf-8"}


@bp.get("/groups/<slug>", defaults={"medium": "html"})
@bp.get("/groups/<slug>.<any(atom, json, csv):medium>")
@for_anyone
def of_group(slug: str, medium: str) -> ResponseReturnValue:
    viewer = current_viewer()
    shelf = shown_shelf(viewer)
    group = next((g for g in shelf if g.slug == slug), None) or abort(404)
    kind = request.args.get("kind", type=Choice)
    if medium != "html":
        whole = medium in WHOLE
        lines = queries.of_group(viewer, group, languages_read(), kind, whole)
        page = page_for(medium, lines, queries.read_by_waiting(kind))
        home = url_for("feeds.of_group", slug=slug, medium="html")
        return media(medium, local(group.names), home, slug, page)
    page = later(lambda: page_of_group(viewer, group, languages_read(), kind))
    return render_template(
        "groups/show.html",
        same=same_for(viewer, group, shelf),
        group=group,
        groups=_by_id(shelf),
        page=page,
        points=later(lambda: points([*page.head, *page.items], group.accent)),
        kind=kind,
        kinds=(*OFFERED, *([Choice.UNANSWERED] if group.open_question_count else [])),
        waiting=later(lambda: _waiting(viewer, group)),
        followed=bool(group.followed),
    )


@bp.get("/committees/<slug>", defaults={"medium": "html"})
@bp.get("/committees/<slug>.<any(atom, json, csv):medium>")
@for_anyone
def of_committee(slug: str, medium: str) -> ResponseReturnValue:
    viewer = current_viewer()
    committee, shelf = committee_with_shelf(viewer, slug)
    committee = committee or find_committee(slug) or abort(404)
    if committee.slug != slug:
        target = url_for("feeds.of_committee", slug=committee.slug, medium=medium)
        return redirect(target, 301)
    kind = request.args.get("kind", type=Choice)
    if medium != "html":
        lines = queries.of_committee(committee, languages_read(), kind, medium in WHOLE)
        page = page_for(medium, lines, queries.read_by(CommitteePlacement))
        name = local(committee.names)
        home = url_for("feeds.of_committee", slug=slug, medium="html")
        return media(medium, name, home, slug, page)
    page = page_of_committee(committee, languages_read(), kind)
    return render_template(
        "committees/show.html",
        committee=committee,
        groups=_by_id(shelf),
        related=[group for group in shelf if group.committee_id == committee.id],
        numbers=_numbers_of(committee),
        page=page,
        kind=kind,
        kinds=OFFERED,
    )


def _numbers_of(committee: Committee) -> tuple[int, int]:
    """How many practices, from how many countries: kept numbers."""
    scope = scope_of("committee", committee.id)
    found = numbers_of(scope, Facet.KIND, Facet.COUNTRY)
    return practices_in(found[Facet.KIND]), len(found[Facet.COUNTRY])


def _waiting(viewer: Viewer, group: WorkingGroup) -> list[Any]:
    """Questions to help with; nothing is asked where there are none."""
    if not group.open_question_count:
        return []
    inside = queries.has_inside(viewer, group)
    return open_questions([group.id], languages_read(), 3, of_members=inside)


@bp.get("/themes")
@for_anyone
def themes() -> ResponseReturnValue:
    known = all_themes()
    scopes = {theme.slug: scope_of("theme", theme.slug) for theme in known}
    numbers = practices_by_scope(scopes.values())
    practices = {slug: numbers.get(scope, 0) for slug, scope in scopes.items()}
    return render_template("themes/index.html", themes=known, practices=practices)


@bp.get("/themes/<slug>", defaults={"medium": "html"})
@bp.get("/themes/<slug>.<any(atom, json, csv):medium>")
@for_anyone
def of_theme(slug: str, medium: str) -> ResponseReturnValue:
    viewer, known = current_viewer(), all_themes()
    theme = next((one for one in known if one.slug == slug), None) or abort(404)
    if medium != "html":
        lines = gathering.of_theme(theme.slug, languages_read(), medium in WHOLE)
        page = page_for(medium, lines, gathering.OF_THEME)
        home = url_for("feeds.of_theme", slug=slug, medium="html")
        return media(medium, local(theme.names), home, slug, page)
    page = page_of_theme(theme.slug, languages_read())
    return render_template(
        "themes/show.html",
        theme=theme,
        themes=known,
        groups=_by_id(shown_shelf(viewer)),
        page=page,
        followed=is_followed(viewer, theme),
    )


def page_for(medium: str, lines: Select[Any], order: tuple[Any, Any]) -> Page[Any]:
    """A table takes many lines at once, and none of their texts."""
    if medium == "csv":
        lines = lines.add_columns(*NAMES)
        return page_of(lines, order, queries.key_of, size=MOST_ROWS)
    return page_of(lines, order, queries.key_of)


def media(
    medium: str, name: str, home: str, slug: str, page: Page[Any]
) -> ResponseReturnValue:
    """A list for programs; `home` is the page that people read."""
    if medium == "csv":
        return table_answer(current_viewer(), slug, page)
    feed: dict[str, Any] = {
        "title": f"{name} – UCLG Share",
        "home": home,
        "address": request.full_path.rstrip("?"),
        "page": page,
    }
    if medium == "json":
        answer = jsonify(json_feed(**feed))
        return answer, JSON_FEED
    # What an import or an older program let in must not break the whole feed.
    return without_illegal(render_template("feeds/posts.atom", **feed)), ATOM


def _by_id(shelf: list[WorkingGroup]) -> dict[int, WorkingGroup]:
    return {group.id: group for group in shelf}
