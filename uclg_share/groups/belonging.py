"""Becoming a member of a group, by oneself or by asking, and leaving it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups import joining
from uclg_share.groups.forms import RequestForm
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.groups.requests import waiting_request
from uclg_share.groups.routes import bp
from uclg_share.i18n import local
from uclg_share.permissions import ensure, may_ask_to_join, may_join, may_leave
from uclg_share.urls import safe_next


@bp.route("/groups/<slug>/join", methods=["GET", "POST"])
@for_signed_in
def join(slug: str) -> ResponseReturnValue:
    """Join, or ask to: whichever this group wants."""
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    if group.id in viewer.member_of:
        flash(_("You are a member of %(group)s.", group=local(group.names)), "ok")
        return _to(group)
    mine = waiting_request(viewer.account_id, group)
    form = RequestForm()
    if mine is None:
        ensure(may_join(viewer, group) or may_ask_to_join(viewer, group))
    if mine or not form.validate_on_submit():
        page = render_template("groups/join.html", group=group, form=form, mine=mine)
        return page, 422 if form.errors else 200

    limits.spend_posting(limits.INVITE_ACCOUNT, f"join:{viewer.account_id}")
    said = _enter(group, form.message.data or "")
    db.session.commit()
    flash(said, "ok")
    return _to(group)


@bp.post("/groups/<slug>/withdraw")
@for_signed_in
def withdraw(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    mine = waiting_request(viewer.account_id, group) or abort(404)
    joining.withdraw(viewer, mine)
    db.session.commit()
    flash(_("Taken back. You can ask again at any time."), "ok")
    return _to(group)


@bp.route("/groups/<slug>/leave", methods=["GET", "POST"])
@for_signed_in
def leave(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    if group.id not in viewer.member_of:
        return _to(group)
    if request.method != "POST":
        return render_template("groups/leave.html", group=group)

    ensure(may_leave(viewer, group))
    joining.leave(viewer, group)
    db.session.commit()
    flash(_("You left %(group)s.", group=local(group.names)), "ok")
    return redirect(url_for("groups.index"), 303)


def _enter(group: WorkingGroup, message: str) -> Any:
    viewer = current_viewer()
    if may_join(viewer, group):
        joining.join(viewer, group)
        return _("You are a member of %(group)s now.", group=local(group.names))
    joining.ask(viewer, group, message)
    return _("Asked. You hear by mail when it is decided.")


def _to(group: WorkingGroup) -> ResponseReturnValue:
    usual = url_for("feeds.of_group", slug=group.slug, medium="html")
    return redirect(safe_next(request.form.get("next"), usual), 303)
