"""The directory as administrators keep it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from uclg_share import once
from uclg_share.access import for_administrators
from uclg_share.admin.queries import find_any_organisation
from uclg_share.admin.routes import bp
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.organisations import actions
from uclg_share.organisations.entries import DomainTaken, NameTaken
from uclg_share.organisations.forms import RecordForm
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.names import BY_NAME, LONGEST_QUERY, key_of
from uclg_share.organisations.offers import offer, values_of
from uclg_share.organisations.people import people_of, waiting_people
from uclg_share.organisations.queries import search, similar_to
from uclg_share.paging import page_by_name
from uclg_share.reasons import PersonReasonForm
from uclg_share.text import clean_line

NAME_TAKEN = _l("Another organisation has this name")


@bp.get("/admin/organisations")
@for_administrators
def organisations() -> ResponseReturnValue:
    text = clean_line(request.args.get("q", "")[:LONGEST_QUERY])
    page = page_by_name(search(current_viewer(), text), BY_NAME, key_of)
    return render_template("admin/organisations.html", page=page, q=text)


@bp.route("/admin/organisations/add", methods=["GET", "POST"])
@for_administrators
def add_organisation() -> ResponseReturnValue:
    form = RecordForm()
    offer(form)
    if not form.validate_on_submit():
        return _form_page(form), 422 if form.errors else 200

    viewer = current_viewer()
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        return redirect(url_for("admin.organisations"), 303)
    try:
        organisation = actions.add(viewer, form.record())
    except (NameTaken, DomainTaken) as taken:
        return _taken(form, taken)
    db.session.commit()
    flash(_("Added."), "ok")
    return _to(organisation)


@bp.route("/admin/organisations/<id:organisation_id>", methods=["GET", "POST"])
@for_administrators
def organisation(organisation_id: int) -> ResponseReturnValue:
    """Everything about one of them; the form, and the decision if it is proposed."""
    found = _find(organisation_id)
    form = RecordForm(data=values_of(found))
    offer(form)
    if not form.validate_on_submit():
        return _form_page(form, found), 422 if form.errors else 200

    try:
        actions.change(current_viewer(), found, form.record(), form.opened_version)
    except (NameTaken, DomainTaken) as taken:
        return _taken(form, taken, organisation_id)
    db.session.commit()
    flash(_("Saved."), "ok")
    return _to(found)


@bp.post("/admin/organisations/<id:organisation_id>/confirm")
@for_administrators
def confirm_organisation(organisation_id: int) -> ResponseReturnValue:
    found = _find(organisation_id)
    try:
        actions.confirm(current_viewer(), found)
    except NameTaken:
        db.session.rollback()
        flash(_("Not confirmed: another organisation has this name."), "bad")
        return _to(found)
    db.session.commit()
    flash(_("Confirmed, and with it whoever proposed it."), "ok")
    return _to(found)


@bp.route("/admin/organisations/<id:organisation_id>/decline", methods=["GET", "POST"])
@for_administrators
def decline_organisation(organisation_id: int) -> ResponseReturnValue:
    found = _find(organisation_id)
    form = PersonReasonForm()
    if not form.validate_on_submit():
        page = render_template(
            "admin/decline_organisation.html", form=form, organisation=found
        )
        return page, 422 if form.errors else 200

    actions.decline(current_viewer(), found, form.reason.data or "")
    db.session.commit()
    flash(_("Declined. Whoever proposed it has been told why."), "ok")
    return redirect(url_for("admin.waiting"), 303)


def _find(organisation_id: int) -> Organisation:
    return find_any_organisation(organisation_id) or abort(404)


def _to(found: Organisation) -> ResponseReturnValue:
    return redirect(url_for("admin.organisation", organisation_id=found.id), 303)


def _taken(
    form: RecordForm, taken: Exception, organisation_id: int | None = None
) -> ResponseReturnValue:
    """The same page with what was typed, and what belongs to another."""
    db.session.rollback()
    if isinstance(taken, DomainTaken):
        words = _("Another organisation has %(domain)s", domain=taken.domain)
        form.domains.errors = [words]
    else:
        form.name.errors = [NAME_TAKEN]
    found = _find(organisation_id) if organisation_id else None
    return _form_page(form, found), 422


def _form_page(form: RecordForm, found: Organisation | None = None) -> str:
    similar = similar_to(found.name) if found and found.is_proposed else []
    return render_template(
        "admin/organisation.html",
        form=form,
        organisation=found,
        people=people_of(found) if found else [],
        waiting=waiting_people(found) if found else [],
        similar=similar,
    )
