"""What coordinators change on the list of members."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators, for_proved
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups import coordinating
from uclg_share.groups.forms import EndingForm
from uclg_share.groups.models import Membership
from uclg_share.groups.people import find_membership
from uclg_share.groups.queries import find_group
from uclg_share.groups.routes import bp
from uclg_share.permissions import ensure, may_end_membership


@bp.post("/groups/<slug>/members/<id:membership_id>/appoint")
@for_proved
def appoint(slug: str, membership_id: int) -> ResponseReturnValue:
    membership = _find(slug, membership_id)
    coordinating.appoint_coordinator(
        current_viewer(), membership.group, membership.account
    )
    db.session.commit()
    flash(_("%(name)s coordinates the group now.", name=membership.account.name), "ok")
    return _back(slug)


@bp.post("/groups/<slug>/members/<id:membership_id>/dismiss")
@for_proved
def dismiss(slug: str, membership_id: int) -> ResponseReturnValue:
    membership = _find(slug, membership_id)
    coordinating.dismiss_coordinator(current_viewer(), membership)
    db.session.commit()
    name = membership.account.name
    flash(_("%(name)s is a member without further tasks now.", name=name), "ok")
    return _back(slug)


@bp.route("/groups/<slug>/members/<id:membership_id>/end", methods=["GET", "POST"])
@for_coordinators
def end(slug: str, membership_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    membership = _find(slug, membership_id)
    ensure(may_end_membership(viewer, membership))
    form = EndingForm()
    if not form.validate_on_submit():
        page = render_template("groups/end.html", form=form, membership=membership)
        return page, 422 if form.errors else 200

    coordinating.end_membership(viewer, membership, form.reason.data or "")
    db.session.commit()
    flash(_("%(name)s is a member no more.", name=membership.account.name), "ok")
    return _back(slug)


def _find(slug: str, membership_id: int) -> Membership:
    group = find_group(current_viewer(), slug) or abort(404)
    membership = find_membership(group, membership_id) or abort(404)
    if membership.ended_at:
        raise ChangedMeanwhile
    return membership


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("groups.members", slug=slug), 303)
