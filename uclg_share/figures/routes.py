"""Figures of the site, of a group, of an organisation; each also as a table."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.counts.standing import SITE, scope_of
from uclg_share.counts.tables import table
from uclg_share.current import current_viewer
from uclg_share.figures.sheet import Sheet, sheet_of, with_addresses
from uclg_share.figures.waits import waits_of
from uclg_share.groups.queries import find_group
from uclg_share.organisations.queries import find_organisation

bp = Blueprint("figures", __name__)
HEAD = ("figure", "key", "name", "number")


@bp.get("/figures", defaults={"medium": "html"})
@bp.get("/figures.csv", defaults={"medium": "csv"})
@for_anyone
def of_site(medium: str) -> ResponseReturnValue:
    sheet = with_addresses(sheet_of(SITE))
    return _answer(medium, "figures/site.html", sheet)


@bp.get("/groups/<slug>/figures", defaults={"medium": "html"})
@bp.get("/groups/<slug>/figures.csv", defaults={"medium": "csv"})
@for_anyone
def of_group(slug: str, medium: str) -> ResponseReturnValue:
    group = find_group(current_viewer(), slug) or abort(404)
    sheet = sheet_of(scope_of("group", group.id), waits_of(group))
    return _answer(medium, "figures/group.html", sheet, group=group)


@bp.get("/organisations/<slug>/figures", defaults={"medium": "html"})
@bp.get("/organisations/<slug>/figures.csv", defaults={"medium": "csv"})
@for_anyone
def of_organisation(slug: str, medium: str) -> ResponseReturnValue:
    organisation = find_organisation(current_viewer(), slug) or abort(404)
    sheet = sheet_of(scope_of("organisation", organisation.id))
    return _answer(
        medium, "figures/organisation.html", sheet, organisation=organisation
    )


def _answer(
    medium: str, template: str, sheet: Sheet, **about: Any
) -> ResponseReturnValue:
    if medium == "csv":
        return table("figures", HEAD, sheet.rows())
    return render_template(template, sheet=sheet, **about)
