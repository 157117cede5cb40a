"""Reading a post, and looking after one's own work."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.authorship.questions import company_of, questions_for
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.paging import page_of
from uclg_share.permissions import ensure, may_delete, may_edit, may_hide
from uclg_share.posts import actions
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.line import find_shown
from uclg_share.posts.models import Post, Stage
from uclg_share.posts.page import parts_of_page
from uclg_share.posts.queries import (
    find_own,
    find_post,
    latest_revision,
    own_relatives,
)
from uclg_share.posts.queries import (
    my_work as own_work,
)
from uclg_share.posts.reading import as_seen_by, previewed
from uclg_share.reasons import ReasonForm, with_reason
from uclg_share.reviews.actions import withdraw as withdraw_review
from uclg_share.reviews.queries import history_of, waiting_review
from uclg_share.suggestions.showing import offers_on
from uclg_share.tags.queries import standing_removals

bp = Blueprint("posts", __name__)


@bp.get("/posts/<id:post_id>", defaults={"slug": None})
@bp.get("/posts/<id:post_id>/<slug>")
@for_anyone
def show(post_id: int, slug: str | None) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_shown(viewer, post_id) or abort(404)
    if slug != post.slug:
        return redirect(url_for("posts.show", post_id=post.id, slug=post.slug), 301)
    return render_template("posts/show.html", post=post, **parts_of_page(viewer, post))


@bp.get("/my-work")
@for_signed_in
def my_work() -> ResponseReturnValue:
    viewer = current_viewer()
    stage = request.args.get("stage", type=Stage)
    page = page_of(
        own_work(viewer, stage),
        (Post.changed_at, Post.id),
        lambda post: (post.changed_at, post.id),
    )
    asked = questions_for(viewer)
    return render_template("posts/my_work.html", page=page, stage=stage, asked=asked)


@bp.get("/my-work/<id:post_id>")
@for_signed_in
def own(post_id: int) -> ResponseReturnValue:
    """Where one's text stands, what was asked, and how it will look."""
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    latest = latest_revision(post)
    return render_template(
        "posts/own.html",
        post=post,
        latest=latest,
        reading=as_seen_by(
            viewer, previewed(post.kind, from_plain(latest.content), post)
        ),
        history=history_of(post),
        relatives=own_relatives(viewer, post),
        company=company_of(post),
        removals=standing_removals(post),
        offers=offers_on(post, latest),
        spec=SPECS[post.kind],
    )


@bp.post("/my-work/<id:post_id>/develop")
@for_signed_in
def develop(post_id: int) -> ResponseReturnValue:
    """An experience goes on as the draft of a case study."""
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))
    begun_before = own_relatives(viewer, post)
    case_study = actions.develop(viewer, post)
    db.session.commit()
    words = _("The draft holds what you wrote. Your experience stays as it is.")
    if case_study in begun_before:
        words = _("You began this case study before. Here it is.")
    flash(words, "ok")
    page = "posts.edit" if may_edit(viewer, case_study) else "posts.own"
    return redirect(url_for(page, post_id=case_study.id), 303)


@bp.post("/my-work/<id:post_id>/withdraw")
@for_signed_in
def withdraw(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    review = waiting_review(post)
    if review is None:
        flash(_("Nothing of this text waits for a decision."), "warn")
        return redirect(url_for("posts.own", post_id=post.id), 303)

    withdraw_review(viewer, review)
    db.session.commit()
    flash(_("Taken back. It is a draft again."), "ok")
    if not may_edit(viewer, post):  # it went back to its author
        return redirect(url_for("authorship.edited"), 303)
    return redirect(url_for("posts.edit", post_id=post.id), 303)


@bp.route("/my-work/<id:post_id>/delete", methods=["GET", "POST"])
@for_signed_in
def delete(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    ensure(may_delete(viewer, post))
    if request.method != "POST":
        return render_template("posts/delete.html", post=post)

    actions.delete(viewer, post)
    db.session.commit()
    flash(_("The draft is deleted."), "ok")
    return redirect(url_for("posts.my_work"), 303)


@bp.route("/posts/<id:post_id>/hide", methods=["GET", "POST"])
@for_signed_in
def hide(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_hide(viewer, post))
    return with_reason(
        ReasonForm(),
        lambda reason: actions.hide(viewer, post, reason),
        "posts/hide.html",
        _("Hidden. The author has been told why."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        post=post,
    )


@bp.route("/posts/<id:post_id>/restore", methods=["GET", "POST"])
@for_signed_in
def restore(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_hide(viewer, post))
    return with_reason(
        ReasonForm(),
        lambda reason: actions.restore(viewer, post, reason),
        "posts/restore.html",
        _("Everyone can read it again."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        post=post,
    )
