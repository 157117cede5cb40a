"""A forgotten password."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_anyone
from uclg_share.accounts import credentials, keys
from uclg_share.accounts.answers import count_mail, private, stale
from uclg_share.accounts.forms import AddressForm, PasswordForm
from uclg_share.accounts.models import Purpose
from uclg_share.accounts.queries import own_words
from uclg_share.accounts.routes import bp
from uclg_share.database import db
from uclg_share.organisations import affiliations


@bp.route("/reset-password", methods=["GET", "POST"])
@for_anyone
def ask_reset() -> ResponseReturnValue:
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/ask_reset.html", form=form)
        return page, 422 if form.errors else 200

    limits.spend(limits.RESET_ADDRESS, limits.client_address())
    count_mail(form.email.data or "")
    credentials.ask_reset(form.email.data or "", current_app.config["SECRET_KEY"])
    db.session.commit()
    return render_template("accounts/check_mail.html", confirming=False)


@bp.route("/reset-password/<secret>", methods=["GET", "POST"])
@for_anyone
def reset_password(secret: str) -> ResponseReturnValue:
    key = keys.find(secret, Purpose.RESET_PASSWORD)
    if key is None:
        return stale(url_for("accounts.ask_reset"))
    form = PasswordForm()
    form.words = own_words(key.account)
    if not form.validate_on_submit():
        page = render_template("accounts/reset.html", form=form)
        return private(page, 422 if form.errors else 200)

    if not keys.use(key):
        return stale(url_for("accounts.ask_reset"))
    credentials.reset_password(key.account, form.password.data or "")
    affiliations.confirm_by_domain(key.account)
    db.session.commit()
    flash(_("Your password is set. Every other browser was signed out."), "ok")
    return redirect(url_for("accounts.sign_in"), 303)
