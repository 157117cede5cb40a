"""The directory of groups; what a group is about and who belongs to it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone
from uclg_share.current import current_viewer
from uclg_share.feeds.queries import places_of
from uclg_share.groups import people
from uclg_share.groups.mandate import mandate_of, opening_of
from uclg_share.groups.queries import coordinators_of, find_group, readable_shelf
from uclg_share.i18n import current_language
from uclg_share.paging import page_by_name

bp = Blueprint("groups", __name__)


@bp.get("/groups")
@for_anyone
def index() -> ResponseReturnValue:
    shelf = readable_shelf(current_viewer(), whole=True)
    language = current_language()
    return render_template(
        "groups/index.html",
        groups=shelf,
        openings={group.id: opening_of(group, language) for group in shelf},
        coordinators=people.coordinators_by_group(shelf),
    )


@bp.get("/groups/<slug>/about")
@for_anyone
def about(slug: str) -> ResponseReturnValue:
    group = find_group(current_viewer(), slug, whole=True) or abort(404)
    coordinators = [who for who in coordinators_of(group) if who.may_sign_in]
    return render_template(
        "groups/about.html",
        group=group,
        mandate=mandate_of(group, current_language()),
        coordinators=coordinators,
        organisations=people.organisations_of_all(who.id for who in coordinators),
        places=places_of(group),
    )


@bp.get("/groups/<slug>/members")
@for_anyone
def members(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    found = people.members_of(viewer, group)
    page = page_by_name(found, people.BY_NAME, people.key_of)
    return render_template(
        "groups/members.html",
        group=group,
        page=page,
        organisations=people.organisations_of_all(
            membership.account_id for membership in page.items
        ),
        places=places_of(group),
    )
