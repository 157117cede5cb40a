"""One's reading list: its lines, what is said to them, and all of it on paper."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db, now
from uclg_share.families.languages import languages_read
from uclg_share.feeds.gathering import in_families
from uclg_share.paging import page_of
from uclg_share.permissions import Viewer
from uclg_share.posts.queries import find_post
from uclg_share.reading_list import actions, queries
from uclg_share.reading_list.document import AT_MOST, document_of
from uclg_share.reading_list.forms import NoteForm
from uclg_share.reading_list.models import SavedPost
from uclg_share.urls import id_in

bp = Blueprint("reading_list", __name__)


@bp.get("/reading-list")
@for_signed_in
def index() -> ResponseReturnValue:
    """`removed` names the line just taken off, which a button puts back."""
    viewer = current_viewer()
    page = page_of(
        queries.reading_list(viewer),
        (SavedPost.at, SavedPost.id),
        lambda saved: (saved.at, saved.id),
    )
    removed = queries.find_line(viewer, id_in(request.args.get("removed")) or 0)
    return render_template(
        "reading_list/index.html",
        page=page,
        cards=in_families(viewer, queries.families_of(page.items), languages_read()),
        removed=removed if removed and removed.removed_at else None,
        most=actions.MOST,
        number=len(queries.families_saved(viewer)) if page.items else 0,
    )


@bp.get("/reading-list/print")
@for_signed_in
def document() -> ResponseReturnValue:
    part = id_in(request.args.get("part")) or 1
    whole = document_of(current_viewer(), part, languages_read())
    return render_template(
        "reading_list/document.html", document=whole, at_most=AT_MOST, moment=now()
    )


@bp.post("/reading-list/save/<id:post_id>")
@for_signed_in
def save(post_id: int) -> ResponseReturnValue:
    """From the page of a post: keep it, or no longer."""
    viewer = current_viewer()
    _count(viewer)
    post = find_post(viewer, post_id) or abort(404)
    here = url_for("posts.show", post_id=post.id, slug=post.slug)
    saved = queries.find_saved(viewer, post.family_id or post.id)
    if request.form.get("wish") == "end":
        if saved is None or saved.removed_at:
            return redirect(here, 303)
        return _remove(viewer, saved)
    try:
        actions.save(viewer, post)
    except actions.TooManySaved:
        db.session.rollback()
        return _is_full()
    db.session.commit()
    flash(_("Saved. It is on your reading list."), "ok")
    return redirect(here, 303)


@bp.route("/reading-list/<id:saved_id>", methods=["GET", "POST"])
@for_signed_in
def note(saved_id: int) -> ResponseReturnValue:
    """What one wants to remember of a text."""
    viewer = current_viewer()
    saved = queries.find_line(viewer, saved_id)
    if saved is None or saved.removed_at:
        abort(404)
    form = NoteForm(obj=saved)
    if not form.validate_on_submit():
        cards = in_families(viewer, [saved.family_id], languages_read())
        card = cards.get(saved.family_id)
        page = render_template("reading_list/note.html", form=form, card=card)
        return page, 422 if form.errors else 200

    _count(viewer)
    actions.note(viewer, saved, form.note.data or "")
    db.session.commit()
    flash(_("Saved."), "ok")
    return redirect(url_for("reading_list.index", _anchor=f"saved-{saved_id}"), 303)


@bp.post("/reading-list/<id:saved_id>/remove")
@for_signed_in
def remove(saved_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    _count(viewer)
    saved = queries.find_line(viewer, saved_id) or abort(404)
    return _remove(viewer, saved)


@bp.post("/reading-list/<id:saved_id>/restore")
@for_signed_in
def restore(saved_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    _count(viewer)
    saved = queries.find_line(viewer, saved_id) or abort(404)
    try:
        actions.restore(viewer, saved)
    except actions.TooManySaved:
        db.session.rollback()
        return _is_full()
    db.session.commit()
    flash(_("It is on your reading list again."), "ok")
    return redirect(url_for("reading_list.index", _anchor=f"saved-{saved_id}"), 303)


def _remove(viewer: Viewer, saved: SavedPost) -> ResponseReturnValue:
    actions.remove(viewer, saved)
    db.session.commit()
    return redirect(url_for("reading_list.index", removed=saved.id), 303)


def _is_full() -> ResponseReturnValue:
    words = _(
        "Your reading list holds %(num)s posts, and that is all it can hold. Remove one"
        " you have read first.",
        num=actions.MOST,
    )
    flash(words, "warn")
    return redirect(url_for("reading_list.index"), 303)


def _count(viewer: Viewer) -> None:
    limits.spend_posting(limits.MARK_ACCOUNT, str(viewer.account_id))
