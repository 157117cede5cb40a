"""Marking the answer to a question, and linking a practice that answers it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.answers import actions
from uclg_share.answers.forms import LinkForm
from uclg_share.answers.queries import find_link, own_published
from uclg_share.comments.queries import find_comment
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import (
    ensure,
    may_accept_answer,
    may_bring_answer,
    may_link_answer,
    may_mark_answer,
    may_offer_answer,
    may_read_comments,
)
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.queries import find_post
from uclg_share.urls import id_in

bp = Blueprint("answers", __name__)


@bp.post("/posts/<id:post_id>/comments/<id:comment_id>/accept")
@for_signed_in
def accept(post_id: int, comment_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id)
    if post is None or not may_read_comments(viewer, post):
        abort(404)
    comment = find_comment(viewer, post, comment_id) or abort(404)
    ensure(may_accept_answer(viewer, comment))
    limits.spend_posting(limits.COMMENT_ACCOUNT, str(viewer.account_id))
    actions.accept(viewer, comment, id_in(request.form.get("instead_of")))
    db.session.commit()
    flash(_("Marked as the answer. It stands right below the question."), "ok")
    return redirect(_page(comment.post, "answer"), 303)


@bp.post("/posts/<id:post_id>/answers/withdraw")
@for_signed_in
def take_back(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_mark_answer(viewer, post))
    comment_id = id_in(request.form.get("comment_id")) or abort(400)
    actions.take_back(viewer, post, comment_id)
    db.session.commit()
    flash(_("The question is open again."), "ok")
    return redirect(_page(post, "comments"), 303)


@bp.route("/posts/<id:post_id>/answers", methods=["GET", "POST"])
@for_signed_in
def link(post_id: int) -> ResponseReturnValue:
    """From a question to a practice that answers it, or the other way."""
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    is_question = post.kind is Kind.QUESTION
    may = may_bring_answer if is_question else may_offer_answer
    ensure(may(viewer, post))
    form = LinkForm()
    form.offer(own_published(viewer, is_question=not is_question))
    if form.validate_on_submit() and (pair := _pair(post, form)):
        limits.spend_posting(limits.COMMENT_ACCOUNT, str(viewer.account_id))
        actions.link(viewer, *pair, note=form.note.data or "")
        db.session.commit()
        flash(_("Linked. Both pages say so."), "ok")
        return redirect(_page(post, "links"), 303)
    page = render_template(
        "answers/link.html", post=post, form=form, is_question=is_question
    )
    return page, 422 if form.errors else 200


@bp.post("/posts/<id:post_id>/answers/<id:link_id>/remove")
@for_signed_in
def unlink(post_id: int, link_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    actions.unlink(viewer, find_link(post, link_id) or abort(404))
    db.session.commit()
    flash(_("The link is taken away."), "ok")
    return redirect(_page(post), 303)


def _pair(post: Post, form: LinkForm) -> tuple[Post, Post] | None:
    """Question and answer; a fault of the form where the other is no such post."""
    viewer = current_viewer()
    other = find_post(viewer, form.post_id) if form.post_id else None
    if other is None:
        form.refuse(_("Choose a post, or paste the address of one on this site."))
        return None
    pair = (post, other) if post.kind is Kind.QUESTION else (other, post)
    if may_link_answer(viewer, *pair):
        return pair
    if post.kind is Kind.QUESTION:
        form.refuse(_("Only a published case study or experience can be linked."))
    else:
        form.refuse(_("That post is no published question."))
    return None


def _page(post: Post, anchor: str | None = None) -> str:
    where = {"post_id": post.id, "slug": post.slug, "_anchor": anchor}
    return url_for("posts.show", **where)  # type: ignore[arg-type]
