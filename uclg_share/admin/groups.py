from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import once
from uclg_share.access import for_administrators
from uclg_share.accounts.queries import find_person
from uclg_share.admin import actions
from uclg_share.admin.actions import SlugTaken
from uclg_share.admin.forms import GroupForm, group_values
from uclg_share.admin.queries import all_groups, find_any_group, people_to_choose
from uclg_share.admin.routes import bp
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.coordinating import appoint_coordinator
from uclg_share.groups.models import Lifecycle, WorkingGroup
from uclg_share.groups.queries import all_committees, coordinators_of
from uclg_share.i18n import local
from uclg_share.urls import id_in
from uclg_share.words import choices


@bp.get("/admin/groups")
@for_administrators
def groups() -> ResponseReturnValue:
    return render_template("admin/groups.html", groups=all_groups())


@bp.route("/admin/groups/add", methods=["GET", "POST"])
@for_administrators
def add_group() -> ResponseReturnValue:
    form = _offered(GroupForm())
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200

    viewer = current_viewer()
    if once.claim(viewer.account_id) is None:
        return redirect(url_for("admin.groups"), 303)
    try:
        group = actions.add_group(viewer, form.record())
    except SlugTaken:
        db.session.rollback()
        form.slug.errors = [_("Another group has this address")]
        return _page(form), 422
    db.session.commit()
    flash(_("Added. Appoint a coordinator next."), "ok")
    return _to(group)


@bp.route("/admin/groups/<id:group_id>", methods=["GET", "POST"])
@for_administrators
def group(group_id: int) -> ResponseReturnValue:
    found = find_any_group(group_id) or abort(404)
    form = _offered(GroupForm(data=group_values(found)), found)
    form.slug.data = found.slug  # an address is given once
    if not form.validate_on_submit():
        return _page(form, found), 422 if form.errors else 200

    actions.change_group(current_viewer(), found, form.record(), form.opened_version)
    db.session.commit()
    flash(_("Saved."), "ok")
    return _to(found)


@bp.post("/admin/groups/<id:group_id>/appoint")
@for_administrators
def appoint(group_id: int) -> ResponseReturnValue:
    """Anybody who can sign in: they become a member by it."""
    found = find_any_group(group_id) or abort(404)
    account = find_person(id_in(request.form.get("account_id")) or 0) or abort(422)
    appoint_coordinator(current_viewer(), found, account)
    db.session.commit()
    flash(_("%(name)s coordinates the group now.", name=account.name), "ok")
    return _to(found)


def _offered(form: Any, found: WorkingGroup | None = None) -> Any:
    """Archiving has a page of its own, which says what will happen."""
    archived = found is not None and found.is_archived
    form.lifecycle.choices = [
        one
        for one in choices(Lifecycle)
        if (one.value == Lifecycle.ARCHIVED) is archived
    ]
    none = {"": _("None")}
    names = {str(one.id): local(one.names) for one in all_committees()}
    form.committee.choices = none | names
    return form


def _to(found: WorkingGroup) -> ResponseReturnValue:
    return redirect(url_for("admin.group", group_id=found.id), 303)


def _page(form: Any, found: WorkingGroup | None = None) -> str:
    named = request.args.get("person", "")
    return render_template(
        "admin/group.html",
        form=form,
        group=found,
        coordinators=coordinators_of(found) if found else [],
        named=named[:100],
        candidates=people_to_choose(named) if found else [],
    )
