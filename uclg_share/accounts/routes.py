"""Coming in and going out."""

from __future__ import annotations

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.accounts import credentials, passwords, sessions
from uclg_share.accounts.answers import count_mail
from uclg_share.accounts.forms import ProveForm, SignInForm
from uclg_share.accounts.models import Account
from uclg_share.accounts.proofs import is_my_password, is_password_of
from uclg_share.accounts.queries import digest, find_account
from uclg_share.current import (
    current_sign_in,
    current_viewer,
    forget,
    remember,
)
from uclg_share.database import db
from uclg_share.text import email_key
from uclg_share.urls import safe_next

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@for_anyone
def sign_in() -> ResponseReturnValue:
    form = SignInForm(data={"next": request.args.get("next", "")})
    if not form.validate_on_submit():
        return _sign_in_page(form, 422 if form.errors else 200)

    key = email_key(form.email.data or "")
    # Before the password is looked at, so that the right one is refused meanwhile too.
    limits.spend(limits.SIGN_IN_ADDRESS, limits.client_address())
    limits.spend(limits.SIGN_IN_ACCOUNT, digest(key))
    account = find_account(key)
    fits = is_password_of(account, form.password.data or "")
    if account is None or not fits or account.suspended_at:
        return _refuse(form, account)
    limits.give_back(limits.SIGN_IN_ADDRESS, limits.client_address())
    limits.give_back(limits.SIGN_IN_ACCOUNT, digest(key))
    if account.email_confirmed_at is None:
        return _ask_to_confirm(account)
    return _welcome(form, account)


def _refuse(form: SignInForm, account: Account | None) -> ResponseReturnValue:
    """The same words for a wrong password, an unknown person and a suspended one."""
    sessions.note_refusal(account)
    db.session.commit()
    form.password.errors = [_("Check your e-mail and password")]
    return _sign_in_page(form, 422)


def _ask_to_confirm(account: Account) -> ResponseReturnValue:
    db.session.commit()
    try:
        count_mail(account.email)
    except limits.TooMany:
        current_app.logger.info("enough confirmations for this hour")
    else:
        credentials.send_confirmation(account, current_app.config["SECRET_KEY"])
        db.session.commit()
    return render_template("accounts/unconfirmed.html")


def _welcome(form: SignInForm, account: Account) -> ResponseReturnValue:
    if passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(form.password.data or "")
    if former := current_sign_in():
        sessions.end(current_viewer(), former)
    token = sessions.open_for(account, request.headers.get("User-Agent", ""))
    db.session.commit()
    remember(token)
    return redirect(safe_next(form.next.data, url_for("pages.home")), 303)


def _sign_in_page(form: SignInForm, code: int) -> ResponseReturnValue:
    return render_template("accounts/sign_in.html", form=form), code


@bp.post("/sign-out")
@for_anyone
def sign_out() -> ResponseReturnValue:
    """The row ends, so the cookie opens nothing any more, wherever it was copied to."""
    if open_row := current_sign_in():
        sessions.end(current_viewer(), open_row)
        db.session.commit()
    forget()
    answer = make_response(redirect(url_for("pages.home"), 303))
    answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return answer


@bp.route("/confirm-password", methods=["GET", "POST"])
@for_signed_in
def prove() -> ResponseReturnValue:
    """Ask for the password again before what only its owner may do."""
    form = ProveForm(data={"next": request.args.get("next", "")})
    if not form.validate_on_submit() or not is_my_password(form.password):
        page = render_template("accounts/prove.html", form=form)
        return page, 422 if form.errors else 200

    here = current_sign_in()
    assert here is not None
    sessions.prove(current_viewer(), here)
    db.session.commit()
    flash(_("Your password is right. You can go on."), "ok")
    return redirect(safe_next(form.next.data, url_for("accounts.settings")), 303)
