"""Who answers for what a person left: chosen on the page of the people of the
organisation, answered on My work."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from uclg_share.access import for_signed_in
from uclg_share.accounts.queries import find_person
from uclg_share.authorship import successions
from uclg_share.authorship.left import find_succession
from uclg_share.authorship.models import Succession
from uclg_share.authorship.routes import bp
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import may_choose_successor, may_succeed
from uclg_share.urls import id_in


@bp.post("/successions/<id:succession_id>/choose")
@for_signed_in
def choose(succession_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_succession(succession_id)
    if found is None or not may_choose_successor(viewer, found):
        abort(404)
    successor = find_person(id_in(request.form.get("successor")) or 0) or abort(422)
    before = id_in(request.form.get("before")) or 0
    try:
        successions.choose(viewer, found, successor, before)
    except successions.NotOneOfThem:
        db.session.rollback()
        abort(422)
    db.session.commit()
    flash(_("%(name)s is asked by mail.", name=successor.name), "ok")
    slug = found.organisation.slug
    return redirect(url_for("organisations.people", slug=slug), 303)


@bp.post("/successions/<id:succession_id>/accept")
@for_signed_in
def take_over(succession_id: int) -> ResponseReturnValue:
    posts = successions.accept(current_viewer(), _asked(succession_id))
    db.session.commit()
    words = ngettext("You answer for %(num)s text now.",
                     "You answer for %(num)s texts now.", len(posts))  # fmt: skip
    flash(words, "ok")
    return redirect(url_for("posts.my_work"), 303)


@bp.post("/successions/<id:succession_id>/decline")
@for_signed_in
def decline_to_take_over(succession_id: int) -> ResponseReturnValue:
    successions.decline(current_viewer(), _asked(succession_id))
    db.session.commit()
    flash(_("Declined. Somebody else is chosen."), "ok")
    return redirect(url_for("posts.my_work"), 303)


def _asked(succession_id: int) -> Succession:
    """What somebody else is asked is as if it were nothing; what was settled with one's
    own name is found, so that one hears of it."""
    found = find_succession(succession_id)
    if found is None or not may_succeed(current_viewer(), found):
        abort(404)
    return found
