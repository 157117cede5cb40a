"""Who asks to join, for those who answer."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask import request as http
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk.choice import address_after, address_of, choice_of, next_after
from uclg_share.desk.items import Item, Sort
from uclg_share.groups import coordinating
from uclg_share.groups.models import JoinRequest
from uclg_share.groups.people import organisations_of_all
from uclg_share.groups.queries import find_group
from uclg_share.groups.requests import find_request, waiting_requests
from uclg_share.groups.routes import bp
from uclg_share.permissions import may_coordinate
from uclg_share.reasons import PersonReasonForm


@bp.get("/desk/join-requests")
@for_coordinators
def waiting() -> ResponseReturnValue:
    viewer = current_viewer()
    group = None
    if slug := http.args.get("group"):
        group = find_group(viewer, slug)
        if group is None or not may_coordinate(viewer, group):
            abort(404)
    asking = waiting_requests(viewer, group.id if group else None)
    return render_template(
        "groups/waiting.html",
        requests=asking,
        organisations=organisations_of_all(one.account_id for one in asking),
        group=group,
    )


@bp.get("/desk/join-requests/<id:request_id>")
@for_coordinators
def request(request_id: int) -> ResponseReturnValue:
    """One request, as the mail about it leads to."""
    viewer = current_viewer()
    found = find_request(viewer, request_id) or abort(404)
    choice = choice_of(viewer)
    following = next_after(viewer, _item(found), choice.items(viewer))
    return render_template(
        "groups/request.html",
        asked=found,
        organisations=organisations_of_all([found.account_id]),
        following=address_of(following, choice) if following else "",
    )


@bp.post("/desk/join-requests/<id:request_id>/admit")
@for_coordinators
def admit(request_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_request(viewer, request_id) or abort(404)
    coordinating.admit(viewer, found)
    db.session.commit()
    flash(_("%(name)s is a member now.", name=found.account.name), "ok")
    if http.form.get("next"):
        return redirect(address_after(viewer, _item(found)), 303)
    return redirect(url_for("groups.waiting"), 303)


@bp.route("/desk/join-requests/<id:request_id>/decline", methods=["GET", "POST"])
@for_coordinators
def decline(request_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_request(viewer, request_id) or abort(404)
    form = PersonReasonForm()
    if not form.validate_on_submit():
        page = render_template("groups/decline.html", form=form, request_=found)
        return page, 422 if form.errors else 200

    coordinating.decline(viewer, found, form.reason.data or "")
    db.session.commit()
    flash(_("%(name)s has been told why.", name=found.account.name), "ok")
    return redirect(url_for("groups.waiting"), 303)


def _item(found: JoinRequest) -> Item:
    return Item(Sort.REQUEST, found.id, found.asked_at, found, found.group)
