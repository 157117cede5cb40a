"""Invitations: sent and taken back by coordinators, accepted by whoever gets one."""

from __future__ import annotations

from flask import (
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_anyone, for_coordinators
from uclg_share.accounts.answers import private
from uclg_share.current import ask_to_sign_in, current_account, current_viewer
from uclg_share.database import db
from uclg_share.groups import invitations
from uclg_share.groups.forms import InvitationForm
from uclg_share.groups.models import Invitation
from uclg_share.groups.queries import find_group
from uclg_share.groups.routes import bp
from uclg_share.i18n import current_language, local
from uclg_share.permissions import (
    ensure,
    may_accept_invitation,
    may_admit,
    may_coordinate,
)


@bp.route("/groups/<slug>/invite", methods=["GET", "POST"])
@for_coordinators
def invite(slug: str) -> ResponseReturnValue:
    """The answer never says whether an address belongs to somebody here."""
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    ensure(may_coordinate(viewer, group))
    form = InvitationForm(data={"locale": current_language()})
    if not form.validate_on_submit():
        page = render_template(
            "groups/invite.html",
            group=group,
            form=form,
            invitations=invitations.open_invitations(group),
        )
        return page, 422 if form.errors else 200

    ensure(may_admit(viewer, group))
    limits.spend_posting(limits.INVITE_ACCOUNT, f"invite:{viewer.account_id}")
    invitations.invite(viewer, group, form.guest(), current_app.config["SECRET_KEY"])
    db.session.commit()
    flash(_("Invited. The link is good for two weeks."), "ok")
    return redirect(url_for("groups.invite", slug=slug), 303)


@bp.post("/groups/<slug>/invitations/<id:invitation_id>/take-back")
@for_coordinators
def take_back(slug: str, invitation_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    ensure(may_coordinate(viewer, group))
    found = invitations.find_invitation(group, invitation_id) or abort(404)
    invitations.take_back(viewer, found)
    db.session.commit()
    flash(_("Taken back. The link leads nowhere any more."), "ok")
    return redirect(url_for("groups.invite", slug=slug), 303)


@bp.route("/groups/<slug>/invitation/<secret>", methods=["GET", "POST"])
@for_anyone
def invitation(slug: str, secret: str) -> ResponseReturnValue:
    """Opening the link changes nothing: mail programs open links by themselves."""
    viewer = current_viewer()
    found = invitations.find_by_secret(slug, secret)
    if found is None:
        return private(render_template("groups/stale.html"), 404)
    if request.method != "POST":
        return private(_page(found))
    if not viewer.is_signed_in:
        return ask_to_sign_in()

    try:
        invitations.accept(viewer, found)
    except invitations.OtherAddress:
        return private(_page(found), 403)
    db.session.commit()
    name = local(found.group.names)
    flash(_("You are a member of %(group)s now.", group=name), "ok")
    return redirect(url_for("feeds.of_group", slug=slug, medium="html"), 303)


def _page(found: Invitation) -> str:
    account = current_account()
    is_mine = account is not None and account.email_key == found.email_key
    return render_template(
        "groups/invitation.html",
        invitation=found,
        group=found.group,
        is_mine=is_mine,
        is_open=is_mine and may_accept_invitation(current_viewer(), found.group),
    )
