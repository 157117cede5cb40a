"""Looking after one's own account."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.accounts import actions, credentials, sessions
from uclg_share.accounts.answers import count_mail
from uclg_share.accounts.forms import ChangeEmailForm, ChangePasswordForm, ProfileForm
from uclg_share.accounts.models import Account
from uclg_share.accounts.proofs import is_my_password
from uclg_share.accounts.queries import find_own_sign_in, open_sign_ins, own_words
from uclg_share.accounts.routes import bp
from uclg_share.current import (
    MEMBER_LIFETIME,
    current_account,
    current_sign_in,
    current_viewer,
)
from uclg_share.database import db, now


@bp.route("/settings", methods=["GET", "POST"])
@for_signed_in
def settings() -> ResponseReturnValue:
    account = _me()
    reads = {f"reads_{at}": code for at, code in enumerate(account.reads, start=1)}
    form = ProfileForm(obj=account, data=reads)
    if not form.validate_on_submit():
        page = render_template("accounts/settings.html", form=form, account=account)
        return page, 422 if form.errors else 200

    actions.change_profile(current_viewer(), account, form.profile())
    db.session.commit()
    flash(_("Saved."), "ok")
    return redirect(url_for("accounts.settings"), 303)


@bp.route("/settings/password", methods=["GET", "POST"])
@for_signed_in
def change_password() -> ResponseReturnValue:
    account = _me()
    form = ChangePasswordForm()
    form.words = own_words(account)
    if not form.validate_on_submit() or not is_my_password(form.current_password):
        page = render_template("accounts/change_password.html", form=form)
        return page, 422 if form.errors else 200

    credentials.change_password(
        current_viewer(), account, form.password.data or "", current_sign_in()
    )
    db.session.commit()
    flash(_("Your password is changed. Every other browser was signed out."), "ok")
    return redirect(url_for("accounts.settings"), 303)


@bp.route("/settings/address", methods=["GET", "POST"])
@for_signed_in
def change_email() -> ResponseReturnValue:
    form = ChangeEmailForm()
    if not form.validate_on_submit() or not is_my_password(form.current_password):
        page = render_template("accounts/change_email.html", form=form, account=_me())
        return page, 422 if form.errors else 200

    limits.spend(limits.RESET_ADDRESS, limits.client_address())
    count_mail(form.email.data or "")
    credentials.ask_new_email(
        current_viewer(), _me(), form.email.data or "", current_app.config["SECRET_KEY"]
    )
    db.session.commit()
    flash(
        _("We wrote to the new address. The old one stays until you use the link."),
        "ok",
    )
    return redirect(url_for("accounts.settings"), 303)


@bp.get("/settings/sign-ins")
@for_signed_in
def sign_ins() -> ResponseReturnValue:
    _idle, whole = MEMBER_LIFETIME
    return render_template(
        "accounts/sign_ins.html",
        rows=open_sign_ins(current_viewer().account_id, now() - whole),
        here=current_sign_in(),
    )


@bp.post("/settings/sign-ins/<id:sign_in_id>/end")
@for_signed_in
def end_sign_in(sign_in_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    row = find_own_sign_in(viewer.account_id, sign_in_id) or abort(404)
    sessions.end(viewer, row)
    db.session.commit()
    flash(_("That browser is signed out."), "ok")
    return redirect(url_for("accounts.sign_ins"), 303)


@bp.post("/settings/sign-ins/end-others")
@for_signed_in
def end_other_sign_ins() -> ResponseReturnValue:
    here = current_sign_in() or abort(404)
    sessions.end_others(current_viewer(), here)
    db.session.commit()
    flash(_("Every other browser is signed out."), "ok")
    return redirect(url_for("accounts.sign_ins"), 303)


def _me() -> Account:
    return current_account() or abort(404)
