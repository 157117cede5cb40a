"""Saving the search one looks at, and what is done with it among what one follows."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.families.languages import languages_read
from uclg_share.i18n import current_language
from uclg_share.permissions import Viewer
from uclg_share.saved_searches import actions
from uclg_share.saved_searches.forms import NameForm
from uclg_share.saved_searches.queries import find_same, find_search
from uclg_share.saved_searches.reading import address_of, asked_by, proposed_name
from uclg_share.search.asked import kept_as
from uclg_share.search.page import search_of

bp = Blueprint("saved_searches", __name__)


@bp.route("/saved-searches/save", methods=["GET", "POST"])
@for_signed_in
def save() -> ResponseReturnValue:
    """The address asks what the page of the search asked."""
    viewer = current_viewer()
    found = search_of(viewer, languages_read(), "html")
    if found.asked.is_refused or found.asked.is_nothing:
        return redirect(url_for("search.posts", medium="html"), 303)
    query = kept_as(found.asked)
    if find_same(viewer, query):
        return _to_list()
    form = NameForm(data={"name": proposed_name(found)})
    if not form.validate_on_submit():
        page = render_template("saved_searches/save.html", form=form, search=found)
        return page, 422 if form.errors else 200

    _count(viewer)
    try:
        actions.save(viewer, found.asked, query, form.name.data or "")
    except actions.TooManySearches:
        db.session.rollback()
        return _is_full()
    db.session.commit()
    flash(_("Saved. You hear of it when something new is found."), "ok")
    return _to_list()


@bp.get("/saved-searches/<id:search_id>")
@for_signed_in
def show(search_id: int) -> ResponseReturnValue:
    """What it finds now, the newest first."""
    search = find_search(current_viewer(), search_id) or abort(404)
    return redirect(address_of(search), 303)


@bp.route("/saved-searches/<id:search_id>/rename", methods=["GET", "POST"])
@for_signed_in
def rename(search_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    search = find_search(viewer, search_id)
    if search is None or search.removed_at:
        abort(404)
    form = NameForm(obj=search)
    if not form.validate_on_submit():
        page = render_template("saved_searches/rename.html", form=form, search=search)
        return page, 422 if form.errors else 200

    _count(viewer)
    actions.rename(viewer, search, form.name.data or "")
    db.session.commit()
    flash(_("Saved."), "ok")
    return _to_list()


@bp.post("/saved-searches/<id:search_id>/remove")
@for_signed_in
def remove(search_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    _count(viewer)
    search = find_search(viewer, search_id) or abort(404)
    actions.remove(viewer, search)
    db.session.commit()
    return redirect(url_for("following.index", removed=search_id), 303)


@bp.post("/saved-searches/<id:search_id>/restore")
@for_signed_in
def restore(search_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    _count(viewer)
    search = find_search(viewer, search_id) or abort(404)
    try:
        actions.restore(viewer, search, asked_by(search, current_language()))
    except actions.TooManySearches:
        db.session.rollback()
        return _is_full()
    db.session.commit()
    flash(_("The search is saved again."), "ok")
    return _to_list()


def _to_list() -> ResponseReturnValue:
    return redirect(url_for("following.index", _anchor="searches"), 303)


def _is_full() -> ResponseReturnValue:
    words = _("You have saved %(num)s searches, and that is all there is room for.",
              num=actions.MOST)  # fmt: skip
    flash(words, "warn")
    return _to_list()


def _count(viewer: Viewer) -> None:
    limits.spend_posting(limits.MARK_ACCOUNT, str(viewer.account_id))
