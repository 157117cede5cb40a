"""Signing up, and confirming the address."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import countries, limits
from uclg_share.access import for_anyone
from uclg_share.accounts import actions, credentials, keys
from uclg_share.accounts.answers import count_mail, private, stale
from uclg_share.accounts.forms import AddressForm
from uclg_share.accounts.models import OneTimeKey, Purpose
from uclg_share.accounts.routes import bp
from uclg_share.accounts.sign_up_form import SignUpForm
from uclg_share.database import db
from uclg_share.i18n import current_language
from uclg_share.organisations import affiliations
from uclg_share.organisations.actions import propose
from uclg_share.organisations.queries import by_id, suggestions
from uclg_share.permissions import ANYONE
from uclg_share.urls import id_in


@bp.route("/sign-up", methods=["GET", "POST"])
@for_anyone
def sign_up() -> ResponseReturnValue:
    form = SignUpForm(data={"locale": current_language()})
    _offer(form)
    looking = request.form.get("do") == "find"
    if looking or not form.validate_on_submit():
        form.show_choice()
        page = render_template("accounts/sign_up.html", form=form, looking=looking)
        return page, 422 if form.errors else 200

    limits.spend(limits.SIGN_UP_ADDRESS, limits.client_address())
    count_mail(form.email.data or "")
    _register(form)
    db.session.commit()
    return render_template("accounts/check_mail.html", confirming=True)


def _offer(form: SignUpForm) -> None:
    """What there is to choose from. Without script, too, a typed name is looked up."""
    names = countries.choices(current_language())
    form.country.choices = {"": _("Choose")} | names
    found = suggestions(ANYONE, form.organisation.data or "")
    picked = id_in(form.organisation_id.data)
    if picked and picked not in [one.id for one in found]:
        found += filter(None, [by_id(ANYONE, picked)])
    form.found = tuple(found)
    form.match.choices = {
        str(one.id): f"{one.name} ({names[one.country]})" if one.country else one.name
        for one in found
    }


def _register(form: SignUpForm) -> None:
    account = actions.register(form.registration(), current_app.config["SECRET_KEY"])
    if account is None:
        return
    organisation = form.chosen or propose(account, form.proposal())
    affiliations.ask(account, organisation)


@bp.route("/confirm-email", methods=["GET", "POST"])
@for_anyone
def resend() -> ResponseReturnValue:
    """Ask for the link again; the answer never says whether there is an account."""
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/resend.html", form=form)
        return page, 422 if form.errors else 200

    limits.spend(limits.RESET_ADDRESS, limits.client_address())
    count_mail(form.email.data or "")
    credentials.ask_confirmation(
        form.email.data or "", current_app.config["SECRET_KEY"]
    )
    db.session.commit()
    return render_template("accounts/check_mail.html", confirming=True)


@bp.route("/confirm-email/<secret>", methods=["GET", "POST"])
@for_anyone
def confirm_email(secret: str) -> ResponseReturnValue:
    """Opening the link changes nothing: mail programs open links by themselves."""
    key = keys.find(secret, Purpose.CONFIRM_EMAIL, Purpose.CHANGE_EMAIL)
    if key is None:
        return stale(url_for("accounts.resend"))
    if request.method != "POST":
        return private(render_template("accounts/confirm.html", email=key.email))

    if not keys.use(key) or not _take_address(key):
        db.session.commit()
        return stale(url_for("accounts.resend"))
    affiliations.confirm_by_domain(key.account)
    db.session.commit()
    flash(_("Your e-mail address is confirmed. You can sign in."), "ok")
    return redirect(url_for("accounts.sign_in"), 303)


def _take_address(key: OneTimeKey) -> bool:
    """False when somebody else has taken it since the link was sent."""
    if key.purpose is Purpose.CHANGE_EMAIL:
        return credentials.take_new_email(key.account, key.email)
    credentials.confirm_email(key.account)
    return True
