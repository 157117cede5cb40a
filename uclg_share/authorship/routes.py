"""Who writes a text along, and the texts of the organisations one edits for."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.authorship import actions
from uclg_share.authorship.forms import CoAuthorForm
from uclg_share.authorship.models import CoAuthor
from uclg_share.authorship.queries import (
    find_co_author,
    people_of,
    texts_of_organisations,
)
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.paging import page_of
from uclg_share.permissions import (
    Viewer,
    ensure,
    may_answer_co_author,
    may_ask_co_author,
    may_end_co_author,
)
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_own

bp = Blueprint("authorship", __name__)


@bp.get("/my-work/organisations")
@for_signed_in
def edited() -> ResponseReturnValue:
    """What colleagues have sent in or published, for those who edit it."""
    page = page_of(
        texts_of_organisations(current_viewer()),
        (Post.changed_at, Post.id),
        lambda post: (post.changed_at, post.id),
    )
    return render_template("authorship/edited.html", page=page)


@bp.route("/my-work/<id:post_id>/people", methods=["GET", "POST"])
@for_signed_in
def people(post_id: int) -> ResponseReturnValue:
    """The answer never says whether an address belongs to somebody here."""
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    form = CoAuthorForm()
    if request.method != "POST":
        return _page(post, form)
    ensure(may_ask_co_author(viewer, post))
    if not form.validate_on_submit():
        return _page(post, form), 422
    return _ask(viewer, post, form)


@bp.post("/my-work/<id:post_id>/people/<id:co_author_id>/end")
@for_signed_in
def end(post_id: int, co_author_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_co_author(co_author_id)
    if found is None or found.post_id != post_id or not may_end_co_author(
        viewer, found
    ):  # fmt: skip
        abort(404)
    own = found.account_id == viewer.account_id
    actions.end(viewer, found)
    db.session.commit()
    flash(_("You no longer write along.") if own else _("Taken off."), "ok")
    if own:
        return redirect(url_for("posts.my_work"), 303)
    return redirect(url_for("authorship.people", post_id=post_id), 303)


@bp.post("/writing-along/<id:co_author_id>/accept")
@for_signed_in
def accept(co_author_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = _asked(viewer, co_author_id)
    actions.accept(viewer, found)
    db.session.commit()
    flash(_("You write along now. Your name stands with the author's."), "ok")
    return redirect(url_for("posts.own", post_id=found.post_id), 303)


@bp.post("/writing-along/<id:co_author_id>/decline")
@for_signed_in
def decline(co_author_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = _asked(viewer, co_author_id)
    actions.decline(viewer, found)
    db.session.commit()
    flash(_("Declined. The author hears of it."), "ok")
    return redirect(url_for("posts.my_work"), 303)


def _asked(viewer: Viewer, co_author_id: int) -> CoAuthor:
    """What was asked of somebody else is as if it were nothing."""
    found = find_co_author(co_author_id)
    if found is None or not may_answer_co_author(viewer, found):
        abort(404)
    return found


def _ask(viewer: Viewer, post: Post, form: CoAuthorForm) -> ResponseReturnValue:
    limits.spend_posting(limits.INVITE_ACCOUNT, f"write-along:{viewer.account_id}")
    address = url_for("authorship.people", post_id=post.id)
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        return redirect(address, 303)
    try:
        actions.ask(viewer, post, form.email.data or "")
    except (actions.OwnAddress, actions.TooManyPeople) as error:
        db.session.rollback()
        return _refused(post, form, error)
    pressed.location = address
    db.session.commit()
    flash(_("Asked by mail. The name appears here when the person says yes."), "ok")
    return redirect(address, 303)


def _refused(post: Post, form: CoAuthorForm, error: Exception) -> ResponseReturnValue:
    words = _("This is your own address")
    if isinstance(error, actions.TooManyPeople):
        words = _("Ten people at most write along")
    form.email.errors = [words]
    return _page(post, form), 422


def _page(post: Post, form: CoAuthorForm) -> str:
    return render_template(
        "authorship/people.html", post=post, form=form, people=people_of(post)
    )
