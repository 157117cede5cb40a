"""People as administrators see them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from uclg_share.access import for_administrators
from uclg_share.accounts import actions
from uclg_share.accounts.actions import LastAdministrator
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import account_of, open_sign_ins
from uclg_share.admin.forms import SuspensionForm
from uclg_share.admin.queries import LONGEST_QUERY, memberships_of
from uclg_share.admin.queries import people as all_people
from uclg_share.admin.routes import bp
from uclg_share.current import ADMIN_LIFETIME, MEMBER_LIFETIME, current_viewer
from uclg_share.database import db, now
from uclg_share.organisations.models import Role
from uclg_share.organisations.people import affiliations_of
from uclg_share.paging import page_of
from uclg_share.permissions import Viewer
from uclg_share.text import clean_line


class Act(NamedTuple):
    """Something done to an account, after asking."""

    do: Callable[[Viewer, Account], None]
    button: Any
    question: Any
    means: Any


ACTS = {
    "restore": Act(
        actions.restore,
        _l("Restore the account"),
        _l("Restore the account of %(name)s?"),
        _l("The person can sign in again, with the roles they had."),
    ),
    "appoint": Act(
        actions.appoint_administrator,
        _l("Make an administrator"),
        _l("Make %(name)s an administrator?"),
        _l("Administrators see and change everything here. The person signs in anew."),
    ),
    "demote": Act(
        actions.demote_administrator,
        _l("Dismiss as administrator"),
        _l("Dismiss %(name)s as administrator?"),
        _l("The person keeps the account and other roles, and signs in anew."),
    ),
    "sign_out": Act(
        actions.end_all_sign_ins,
        _l("Sign out everywhere"),
        _l("Sign %(name)s out everywhere?"),
        _l("Every browser is signed out at its next request. The password stays."),
    ),
}


@bp.get("/admin/people")
@for_administrators
def people() -> ResponseReturnValue:
    text = clean_line(request.args.get("q", "")[:LONGEST_QUERY])
    page = page_of(
        all_people(text),
        (Account.created_at, Account.id),
        lambda account: (account.created_at, account.id),
    )
    return render_template("admin/people.html", page=page, q=text)


@bp.get("/admin/people/<id:account_id>")
@for_administrators
def person(account_id: int) -> ResponseReturnValue:
    return _page(_find(account_id))


@bp.route("/admin/people/<id:account_id>/suspend", methods=["GET", "POST"])
@for_administrators
def suspend(account_id: int) -> ResponseReturnValue:
    account = _find(account_id)
    form = SuspensionForm()
    if not form.validate_on_submit():
        page = render_template("admin/suspend.html", form=form, account=account)
        return page, 422 if form.errors else 200

    reason = form.reason.data or ""
    return _do(account, lambda viewer, who: actions.suspend(viewer, who, reason))


@bp.route(
    "/admin/people/<id:account_id>/<any(restore, appoint, demote, sign_out):name>",
    methods=["GET", "POST"],
)
@for_administrators
def act(account_id: int, name: str) -> ResponseReturnValue:
    account = _find(account_id)
    chosen = ACTS[name]
    if request.method != "POST":
        said = str(chosen.question) % {"name": account.name}
        return render_template(
            "admin/act.html", account=account, act=chosen, question=said
        )
    return _do(account, chosen.do)


def _do(account: Account, do: Callable[[Viewer, Account], None]) -> ResponseReturnValue:
    account_id = account.id
    try:
        do(current_viewer(), account)
    except LastAdministrator:
        db.session.rollback()
        return _page(_find(account_id), is_last=True), 409
    db.session.commit()
    flash(_l("Done, and written in the log."), "ok")
    return redirect(url_for("admin.person", account_id=account_id), 303)


def _find(account_id: int) -> Account:
    return account_of(account_id) or abort(404)


def _page(account: Account, is_last: bool = False) -> str:
    _idle, whole = ADMIN_LIFETIME if account.is_admin else MEMBER_LIFETIME
    return render_template(
        "admin/person.html",
        account=account,
        affiliations=affiliations_of(account.id),
        memberships=memberships_of(account),
        sign_ins=open_sign_ins(account.id, now() - whole),
        roles=list(Role),
        is_last=is_last,
    )
