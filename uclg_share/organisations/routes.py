"""The directory of organisations."""

from __future__ import annotations

from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db
from uclg_share.families.languages import languages_read
from uclg_share.feeds.gathering import of_organisations
from uclg_share.feeds.queries import key_of
from uclg_share.following.queries import is_followed
from uclg_share.groups.shelf import shown_shelf
from uclg_share.i18n import current_language
from uclg_share.organisations import actions, affiliations
from uclg_share.organisations.forms import PortraitForm, ProposalForm
from uclg_share.organisations.models import Organisation
from uclg_share.organisations.offers import languages, offer, values_of
from uclg_share.organisations.people import (
    current_of,
    people_number,
    people_of,
    waiting_people,
)
from uclg_share.organisations.portrait import portrait_of
from uclg_share.organisations.queries import (
    find_organisation,
    similar_to,
    suggestions,
)
from uclg_share.paging import page_of
from uclg_share.permissions import (
    ANYONE,
    ensure,
    may_change_organisation,
    may_confirm_people,
    may_propose_organisation,
)
from uclg_share.posts.models import Post
from uclg_share.templating import country_name

bp = Blueprint("organisations", __name__)


@bp.get("/organisations/suggest")
@for_anyone
def suggest() -> ResponseReturnValue:
    """What the sign-up page offers while somebody types."""
    found = suggestions(ANYONE, request.args.get("q", ""))
    return jsonify([_suggestion(one) for one in found])


@bp.route("/organisations/propose", methods=["GET", "POST"])
@for_signed_in
def propose() -> ResponseReturnValue:
    viewer = current_viewer()
    ensure(may_propose_organisation(viewer))
    form = ProposalForm()
    offer(form)
    similar: list[Organisation] = []
    if form.validate_on_submit():
        similar = [] if form.is_new.data else similar_to(form.name.data or "")
        if not similar:
            return _propose(form)
    page = render_template("organisations/propose.html", form=form, similar=similar)
    return page, 422 if form.errors or similar else 200


@bp.get("/organisations/<slug>")
@for_anyone
def show(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    organisation = find_organisation(viewer, slug) or abort(404)
    decides = may_confirm_people(viewer, organisation)
    spoken = languages(current_language())
    shelf = shown_shelf(viewer)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        page=page_of(
            of_organisations([organisation.id], languages_read()),
            (Post.published_at, Post.id),
            key_of,
        ),
        languages=[spoken[code] for code in organisation.languages if code in spoken],
        groups={group.id: group for group in shelf},
        portrait=portrait_of(organisation, shelf),
        people=people_of(organisation) if viewer.is_signed_in else [],
        people_number=people_number(organisation),
        mine=current_of(viewer.account_id, organisation.id),
        waiting=waiting_people(organisation) if decides else [],
        followed=is_followed(viewer, organisation),
    )


@bp.route("/organisations/<slug>/edit", methods=["GET", "POST"])
@for_signed_in
def edit(slug: str) -> ResponseReturnValue:
    viewer = current_viewer()
    organisation = find_organisation(viewer, slug) or abort(404)
    ensure(may_change_organisation(viewer, organisation))
    form = PortraitForm(data=values_of(organisation))
    offer(form)
    if not form.validate_on_submit():
        page = render_template(
            "organisations/edit.html", form=form, organisation=organisation
        )
        return page, 422 if form.errors else 200

    actions.describe(viewer, organisation, form.portrait(), form.opened_version)
    db.session.commit()
    flash(_("Saved."), "ok")
    return redirect(url_for("organisations.show", slug=organisation.slug), 303)


def _propose(form: ProposalForm) -> ResponseReturnValue:
    account = current_account()
    assert account is not None
    limits.spend_posting(limits.INVITE_ACCOUNT, f"propose:{account.id}")
    pressed = once.claim(account.id)
    if pressed is None:
        return redirect(url_for("organisations.mine"), 303)
    organisation = actions.propose(account, form.proposal())
    if form.writes.data:
        affiliations.ask(account, organisation)
    db.session.commit()
    flash(
        _("Proposed. An administrator looks at it, and you hear of it by mail."), "ok"
    )
    return redirect(url_for("organisations.mine"), 303)


def _suggestion(one: Organisation) -> dict[str, Any]:
    parts = [one.acronym, country_name(one.country)]
    detail = ", ".join(part for part in parts if part)
    return {"id": one.id, "name": one.name, "detail": detail}
