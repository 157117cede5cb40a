"""Who asks to join, for those who answer."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups import coordinating
from uclg_share.groups.people import organisations_of_all
from uclg_share.groups.queries import find_group
from uclg_share.groups.requests import find_request, waiting_requests
from uclg_share.groups.routes import bp
from uclg_share.organisations.forms import ReasonForm
from uclg_share.permissions import may_coordinate


@bp.get("/desk/join-requests")
@for_coordinators
def waiting() -> ResponseReturnValue:
    viewer = current_viewer()
    group = None
    if slug := request.args.get("group"):
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


@bp.post("/desk/join-requests/<id:request_id>/admit")
@for_coordinators
def admit(request_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_request(viewer, request_id) or abort(404)
    coordinating.admit(viewer, found)
    db.session.commit()
    flash(_("%(name)s is a member now.", name=found.account.name), "ok")
    return redirect(url_for("groups.waiting"), 303)


@bp.route("/desk/join-requests/<id:request_id>/decline", methods=["GET", "POST"])
@for_coordinators
def decline(request_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_request(viewer, request_id) or abort(404)
    form = ReasonForm()
    if not form.validate_on_submit():
        page = render_template("groups/decline.html", form=form, request_=found)
        return page, 422 if form.errors else 200

    coordinating.decline(viewer, found, form.reason.data or "")
    db.session.commit()
    flash(_("%(name)s has been told why.", name=found.account.name), "ok")
    return redirect(url_for("groups.waiting"), 303)
