from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import once
from uclg_share.access import for_administrators
from uclg_share.admin import actions
from uclg_share.admin.actions import SlugTaken
from uclg_share.admin.forms import CommitteeForm, committee_values
from uclg_share.admin.queries import find_any_committee
from uclg_share.admin.routes import bp
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.models import Committee, CommitteeStatus
from uclg_share.groups.queries import all_committees
from uclg_share.i18n import local


@bp.get("/admin/committees")
@for_administrators
def committees() -> ResponseReturnValue:
    return render_template("admin/committees.html", committees=all_committees())


@bp.route("/admin/committees/add", methods=["GET", "POST"])
@for_administrators
def add_committee() -> ResponseReturnValue:
    form = _offered(CommitteeForm())
    if not form.validate_on_submit():
        return _page(form), 422 if form.errors else 200

    viewer = current_viewer()
    if once.claim(viewer.account_id) is None:
        return redirect(url_for("admin.committees"), 303)
    try:
        actions.add_committee(viewer, form.record())
    except SlugTaken:
        db.session.rollback()
        form.slug.errors = [_("Another committee has this address")]
        return _page(form), 422
    db.session.commit()
    flash(_("Added."), "ok")
    return redirect(url_for("admin.committees"), 303)


@bp.route("/admin/committees/<id:committee_id>", methods=["GET", "POST"])
@for_administrators
def committee(committee_id: int) -> ResponseReturnValue:
    found = find_any_committee(committee_id) or abort(404)
    form = _offered(CommitteeForm(data=committee_values(found)), found)
    form.slug.data = found.slug  # an address is given once
    if not form.validate_on_submit():
        return _page(form, found), 422 if form.errors else 200

    actions.change_committee(
        current_viewer(), found, form.record(), form.opened_version
    )
    db.session.commit()
    flash(_("Saved."), "ok")
    return redirect(url_for("admin.committees"), 303)


def _offered(form: Any, own: Committee | None = None) -> Any:
    """It can be merged into any other that was not merged itself."""
    others = [
        one
        for one in all_committees()
        if one is not own and one.status is not CommitteeStatus.MERGED
    ]
    none = {"": _("None")}
    form.merged_into.choices = none | {str(one.id): local(one.names) for one in others}
    return form


def _page(form: Any, found: Committee | None = None) -> str:
    return render_template("admin/committee.html", form=form, committee=found)
