"""The page where a group's coordinators keep the reasons of their own."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import once
from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.permissions import ensure, may_set_reasons
from uclg_share.reviews import reasons as actions
from uclg_share.reviews.forms import OwnReasonForm, reason_values
from uclg_share.reviews.models import GroupReason, Reason
from uclg_share.reviews.reasons import MOST, TooMany, find_reason, reasons_of
from uclg_share.reviews.routes import bp


@bp.route("/groups/<slug>/reasons", methods=["GET", "POST"])
@for_coordinators
def reasons(slug: str) -> ResponseReturnValue:
    group, form = _group(slug), OwnReasonForm()
    if not form.validate_on_submit():
        return _page(group, form), 422 if form.errors else 200

    viewer = current_viewer()
    if once.claim(viewer.account_id) is None:
        return _back(group)
    try:
        actions.add(viewer, group, form.record())
    except TooMany:
        db.session.rollback()
        form.name_en.errors = [_("A group has at most %(number)s reasons", number=MOST)]
        return _page(_group(slug), form), 422
    db.session.commit()
    flash(_("Added. It is offered at the next decision."), "ok")
    return _back(group)


@bp.route("/groups/<slug>/reasons/<id:reason_id>", methods=["GET", "POST"])
@for_coordinators
def reason(slug: str, reason_id: int) -> ResponseReturnValue:
    group = _group(slug)
    found = _reason(group, reason_id)
    form = OwnReasonForm(data=reason_values(found))
    if not form.validate_on_submit():
        page = render_template(
            "reviews/reason.html", form=form, group=group, reason=found
        )
        return page, 422 if form.errors else 200

    actions.change(current_viewer(), found, form.record(), form.opened_version)
    db.session.commit()
    flash(_("Saved."), "ok")
    return _back(group)


@bp.post("/groups/<slug>/reasons/<id:reason_id>/retire")
@for_coordinators
def retire(slug: str, reason_id: int) -> ResponseReturnValue:
    group = _group(slug)
    actions.retire(current_viewer(), _reason(group, reason_id))
    db.session.commit()
    flash(_("Offered no more. Where it was given it stays."), "ok")
    return _back(group)


def _group(slug: str) -> WorkingGroup:
    group = find_group(current_viewer(), slug) or abort(404)
    ensure(may_set_reasons(current_viewer(), group))
    return group


def _reason(group: WorkingGroup, reason_id: int) -> GroupReason:
    return find_reason(group, reason_id) or abort(404)


def _page(group: WorkingGroup, form: Any) -> str:
    return render_template(
        "reviews/reasons.html",
        form=form,
        group=group,
        reasons=reasons_of(group.id),
        usual=list(Reason),
    )


def _back(group: WorkingGroup) -> ResponseReturnValue:
    return redirect(url_for("reviews.reasons", slug=group.slug), 303)
