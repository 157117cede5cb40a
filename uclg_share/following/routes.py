"""Following a thing from its page, and all that one follows on one page."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db
from uclg_share.following import actions
from uclg_share.following.forms import OftenForm
from uclg_share.following.models import Sort
from uclg_share.following.queries import all_followed, find_follow
from uclg_share.following.things import address_of, find_thing, key_of, shown
from uclg_share.notifications.choosing import choose_followed
from uclg_share.notifications.models import Frequency, News
from uclg_share.notifications.preferences import choices_of
from uclg_share.permissions import Viewer
from uclg_share.saved_searches.queries import find_search, saved_searches
from uclg_share.saved_searches.reading import address_of as address_of_search
from uclg_share.urls import id_in

bp = Blueprint("following", __name__)


@bp.route("/following", methods=["GET", "POST"])
@for_signed_in
def index() -> ResponseReturnValue:
    """What one follows; the form says how often its news come. `removed` names the
    search just removed, which a button puts back."""
    viewer, account = current_viewer(), current_account() or abort(404)
    often = choices_of(account.id).of(News.FOLLOWED)
    form = OftenForm(data={"often": often.value})
    if form.validate_on_submit():
        _count(viewer)
        choose_followed(viewer, account, Frequency(form.often.data))
        db.session.commit()
        flash(_("Saved."), "ok")
        return redirect(url_for("following.index"), 303)
    removed_id = id_in(request.args.get("removed"))
    removed = find_search(viewer, removed_id) if removed_id else None
    page = render_template(
        "following/index.html",
        form=form,
        lines=shown(viewer, all_followed(viewer)),
        searches=saved_searches(viewer),
        removed=removed if removed and removed.removed_at else None,
        search_address=address_of_search,
    )
    return page, 422 if form.errors else 200


@bp.post("/follow/<any(group, organisation, theme, post):sort>/<key>")
@for_signed_in
def change(sort: str, key: str) -> ResponseReturnValue:
    """Follow it, or no longer: the button of its page says which."""
    viewer = current_viewer()
    _count(viewer)
    if request.form.get("wish") == "end":
        return _end(viewer, Sort(sort), key)
    thing = find_thing(viewer, Sort(sort), key) or abort(404)
    try:
        actions.follow(viewer, thing)
    except actions.TooManyFollowed:
        db.session.rollback()
        words = _("You follow %(num)s things, and that is all there is room for.",
                  num=actions.MOST)  # fmt: skip
        flash(words, "warn")
        return redirect(url_for("following.index"), 303)
    db.session.commit()
    flash(_("You follow it. Its news come with your digest and to your inbox."), "ok")
    return redirect(address_of(thing), 303)


def _end(viewer: Viewer, sort: Sort, key: str) -> ResponseReturnValue:
    """Also of what one may not read any more."""
    follow = find_follow(viewer, sort, key_of(sort, key) or abort(404))
    if follow is not None:
        actions.unfollow(viewer, follow)
        db.session.commit()
    flash(_("You follow it no longer."), "ok")
    thing = find_thing(viewer, sort, key)
    if thing is None or request.form.get("from") == "list":
        return redirect(url_for("following.index"), 303)
    return redirect(address_of(thing), 303)


def _count(viewer: Viewer) -> None:
    limits.spend_posting(limits.MARK_ACCOUNT, str(viewer.account_id))
