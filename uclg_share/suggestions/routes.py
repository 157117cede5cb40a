"""Other words for a text in review: written on the desk, answered by its author."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_coordinators, for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import Viewer, ensure, may_edit, may_judge
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.kinds import spec_of
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_own, latest_revision
from uclg_share.reviews.models import Outcome
from uclg_share.reviews.queries import find_review
from uclg_share.suggestions import actions
from uclg_share.suggestions.forms import words_form
from uclg_share.suggestions.models import Suggestion
from uclg_share.suggestions.queries import find_suggestion, own_suggestion
from uclg_share.suggestions.showing import offers_on
from uclg_share.suggestions.words import listed_parts
from uclg_share.urls import id_in

bp = Blueprint("suggestions", __name__)


@bp.route("/desk/reviews/<id:review_id>/suggest", methods=["GET", "POST"])
@for_coordinators
def write(review_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    review = find_review(viewer, review_id) or abort(404)
    ensure(may_judge(viewer, review))
    if request.method != "POST" and review.outcome is not Outcome.WAITING:
        return redirect(url_for("reviews.review", review_id=review.id), 303)
    form = words_form(review, own_suggestion(viewer, review))
    if not form.validate_on_submit():
        page = render_template(
            "suggestions/write.html",
            review=review,
            form=form,
            draft=form.present,
            spec=spec_of(review.post.kind, form.present.guide),
        )
        return page, 422 if form.errors else 200

    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    at_once = request.form.get("do") == "tell"
    actions.suggest(viewer, review, form.proposal(), at_once)
    db.session.commit()
    said = _("The author has been told. They can take your words with one act.")
    if not at_once:
        said = _("Kept. The author sees your words when changes are asked for.")
    flash(said, "ok")
    return redirect(url_for("reviews.review", review_id=review.id), 303)


@bp.get("/my-work/<id:post_id>/suggestions")
@for_signed_in
def of_post(post_id: int) -> ResponseReturnValue:
    """All that was ever suggested for one's text, and what became of it."""
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    latest = latest_revision(post)
    return render_template(
        "suggestions/of_post.html",
        post=post,
        offers=offers_on(post, latest),
        spec=spec_of(post.kind, from_plain(latest.content).guide),
    )


@bp.post("/my-work/<id:post_id>/suggestions/<id:suggestion_id>/take")
@for_signed_in
def take(post_id: int, suggestion_id: int) -> ResponseReturnValue:
    viewer, post, suggestion = _found(post_id, suggestion_id)
    base = id_in(request.form.get("base")) or 0

    taken = actions.take(viewer, suggestion, _parts(), base)
    db.session.commit()
    if taken.parts:
        names = listed_parts(post.kind, taken.parts)
        flash(_("Taken into your draft: %(parts)s.", parts=names), "ok")
    if taken.changed:
        names = listed_parts(post.kind, taken.changed)
        flash(_("You changed this since, so it stays: %(parts)s.", parts=names), "warn")
    return _back(viewer, post)


@bp.post("/my-work/<id:post_id>/suggestions/<id:suggestion_id>/leave")
@for_signed_in
def leave(post_id: int, suggestion_id: int) -> ResponseReturnValue:
    viewer, post, suggestion = _found(post_id, suggestion_id)

    actions.leave(viewer, suggestion, _parts())
    db.session.commit()
    flash(_("Your words stay as they are."), "ok")
    return _back(viewer, post)


def _found(post_id: int, suggestion_id: int) -> tuple[Viewer, Post, Suggestion]:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    return viewer, post, find_suggestion(post, suggestion_id) or abort(404)


def _parts() -> set[str] | None:
    """Those of the button that was pressed; without one it is all of them."""
    part = request.form.get("part")
    return {part} if part else None


def _back(viewer: Viewer, post: Post) -> ResponseReturnValue:
    writes = request.form.get("back") == "edit" and may_edit(viewer, post)
    page = "posts.edit" if writes else "posts.own"
    return redirect(url_for(page, post_id=post.id), 303)
