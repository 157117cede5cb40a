"""The organisations one writes for, and each question about who writes for which."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_proved, for_signed_in
from uclg_share.authorship.left import open_successions
from uclg_share.authorship.questions import with_texts
from uclg_share.authorship.signed import asked_to_sign
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.organisations import affiliations
from uclg_share.organisations.models import Affiliation, Role
from uclg_share.organisations.names import LONGEST_QUERY
from uclg_share.organisations.people import (
    affiliations_of,
    find_affiliation,
    people_of,
    waiting_people,
)
from uclg_share.organisations.queries import (
    find_organisation,
    suggestions,
)
from uclg_share.organisations.routes import bp
from uclg_share.permissions import (
    ensure,
    may_confirm_people,
    may_end_affiliation,
    may_see_affiliation,
)
from uclg_share.reasons import PersonReasonForm
from uclg_share.text import clean_line
from uclg_share.urls import safe_next


@bp.get("/my-organisations")
@for_signed_in
def mine() -> ResponseReturnValue:
    viewer = current_viewer()
    text = clean_line(request.args.get("q", "")[:LONGEST_QUERY])
    return render_template(
        "organisations/mine.html",
        affiliations=affiliations_of(viewer.account_id),
        to_sign=asked_to_sign(viewer),
        q=text,
        found=suggestions(viewer, text),
    )


@bp.post("/organisations/<slug>/ask")
@for_signed_in
def ask(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    organisation = find_organisation(viewer, slug) or abort(404)
    limits.spend_posting(limits.INVITE_ACCOUNT, f"affiliation:{viewer.account_id}")
    affiliation = affiliations.request(viewer, organisation)
    db.session.commit()
    said = _("You write for this organisation now.")
    if affiliation.is_waiting:
        said = _("Asked. You hear by mail when it is decided.")
    flash(said, "ok")
    return redirect(url_for("organisations.mine"), 303)


@bp.get("/organisations/<slug>/people")
@for_signed_in
def people(slug: str) -> ResponseReturnValue:
    """Who waits and who writes, for those who decide."""
    viewer = current_viewer()
    organisation = find_organisation(viewer, slug) or abort(404)
    ensure(may_confirm_people(viewer, organisation))
    return render_template(
        "organisations/people.html",
        organisation=organisation,
        waiting=waiting_people(organisation),
        people=people_of(organisation),
        roles=list(Role),
        left=with_texts(open_successions(organisation)),
    )


@bp.post("/affiliations/<id:affiliation_id>/confirm")
@for_signed_in
def confirm(affiliation_id: int) -> ResponseReturnValue:
    affiliation = _find(affiliation_id)
    affiliations.confirm(current_viewer(), affiliation)
    db.session.commit()
    flash(_("%(name)s is confirmed.", name=affiliation.account.name), "ok")
    return _back(affiliation)


@bp.route("/affiliations/<id:affiliation_id>/decline", methods=["GET", "POST"])
@for_signed_in
def decline(affiliation_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    affiliation = _find(affiliation_id)
    ensure(may_confirm_people(viewer, affiliation.organisation))
    form = PersonReasonForm()
    if not form.validate_on_submit():
        page = render_template(
            "organisations/decline.html", form=form, affiliation=affiliation
        )
        return page, 422 if form.errors else 200

    affiliations.decline(viewer, affiliation, form.reason.data or "")
    db.session.commit()
    flash(_("%(name)s has been told why.", name=affiliation.account.name), "ok")
    return _back(affiliation)


@bp.route("/affiliations/<id:affiliation_id>/end", methods=["GET", "POST"])
@for_signed_in
def end(affiliation_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    affiliation = _find(affiliation_id)
    ensure(may_end_affiliation(viewer, affiliation))
    if request.method != "POST":
        return render_template("organisations/end.html", affiliation=affiliation)

    affiliations.end(viewer, affiliation)
    db.session.commit()
    flash(_("Ended. What was written stays with the organisation."), "ok")
    return _back(affiliation)


@bp.post("/affiliations/<id:affiliation_id>/role")
@for_proved
def change_role(affiliation_id: int) -> ResponseReturnValue:
    affiliation = _find(affiliation_id)
    role = request.form.get("role", type=Role) or abort(422)
    affiliations.change_role(current_viewer(), affiliation, role)
    db.session.commit()
    flash(_("The role is changed."), "ok")
    return _back(affiliation)


def _find(affiliation_id: int) -> Affiliation:
    """Those of other people, elsewhere, are as if there were none."""
    affiliation = find_affiliation(affiliation_id)
    if affiliation is None or not may_see_affiliation(current_viewer(), affiliation):
        abort(404)
    return affiliation


def _back(affiliation: Affiliation) -> ResponseReturnValue:
    viewer = current_viewer()
    organisation = affiliation.organisation
    usual = url_for("organisations.mine")
    if affiliation.account_id != viewer.account_id:
        usual = url_for("organisations.people", slug=organisation.slug)
    return redirect(safe_next(request.form.get("next"), usual), 303)
