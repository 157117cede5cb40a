"""Pinning a post in one's group, and ending it before its day."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.groups.queries import find_group
from uclg_share.permissions import ensure, may_pin, may_unpin
from uclg_share.pins import actions
from uclg_share.pins.actions import TooManyPinned
from uclg_share.pins.forms import PinForm, first_day, last_day, usual_day
from uclg_share.pins.queries import MOST, pinned_in
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post

bp = Blueprint("pins", __name__)


@bp.route("/groups/<slug>/pins/<id:post_id>", methods=["GET", "POST"])
@for_coordinators
def pin(slug: str, post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    post = find_post(viewer, post_id) or abort(404)
    original = post.original or post
    ensure(may_pin(viewer, group, original))
    form = PinForm()
    if not form.is_submitted():
        form.until.data = usual_day()
    if not form.validate_on_submit():
        return _page(form, group, post), 422 if form.errors else 200

    try:
        actions.pin(viewer, group, original, form.moment)
    except TooManyPinned:
        db.session.rollback()
        words = _("%(number)s posts are pinned already: unpin one first", number=MOST)
        form.until.errors = [words]
        return _page(form, group, post), 422
    db.session.commit()
    flash(_("Pinned. It ends by itself."), "ok")
    return _to(group)


@bp.post("/groups/<slug>/pins/<id:post_id>/end")
@for_coordinators
def unpin(slug: str, post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_unpin(viewer, group))
    actions.unpin(viewer, group, post.original or post)
    db.session.commit()
    flash(_("No longer pinned."), "ok")
    return _to(group)


def _page(form: PinForm, group: WorkingGroup, post: Post) -> str:
    return render_template(
        "pins/pin.html",
        form=form,
        group=group,
        post=post,
        pinned=pinned_in(group),
        days=(first_day(), last_day()),
    )


def _to(group: WorkingGroup) -> ResponseReturnValue:
    return redirect(url_for("feeds.of_group", slug=group.slug, medium="html"), 303)
