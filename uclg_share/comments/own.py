"""Changing and deleting one's own comment."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.comments import actions
from uclg_share.comments.forms import CommentForm, open_form
from uclg_share.comments.models import Comment
from uclg_share.comments.routes import address_of, bp, comment_or_404
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import ensure, may_delete_comment, may_edit_comment


@bp.route("/posts/<id:post_id>/comments/<id:comment_id>/edit", methods=["GET", "POST"])
@for_signed_in
def edit(post_id: int, comment_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    comment = comment_or_404(post_id, comment_id)
    ensure(may_edit_comment(viewer, comment))
    form = open_form(
        viewer,
        body=comment.body,
        language=comment.language,
        version=str(comment.version),
    )
    # For whom it was written is settled.
    del form.organisation_id
    if request.method != "POST":
        return _page(comment, form)
    limits.spend_posting(limits.COMMENT_ACCOUNT, str(viewer.account_id))
    if not form.validate_on_submit():
        return _page(comment, form), 422
    try:
        actions.edit(viewer, comment, form.remark(viewer), form.opened_version)
    except ChangedMeanwhile:
        return _conflict(post_id, comment_id, form)
    db.session.commit()
    flash(_("Changed. The page says that it was edited."), "ok")
    return redirect(address_of(comment), 303)


@bp.route(
    "/posts/<id:post_id>/comments/<id:comment_id>/delete", methods=["GET", "POST"]
)
@for_signed_in
def delete(post_id: int, comment_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    comment = comment_or_404(post_id, comment_id)
    ensure(may_delete_comment(viewer, comment))
    if request.method != "POST":
        return render_template("comments/delete.html", comment=comment)

    post = comment.post
    actions.delete(viewer, comment)
    db.session.commit()
    flash(_("Your comment is deleted."), "ok")
    where = url_for("posts.show", post_id=post.id, slug=post.slug, _anchor="comments")
    return redirect(where, 303)


def _conflict(post_id: int, comment_id: int, form: CommentForm) -> ResponseReturnValue:
    """Both texts on one page; sending the form again means choosing this one."""
    db.session.rollback()
    comment = comment_or_404(post_id, comment_id)
    ensure(may_edit_comment(current_viewer(), comment))
    form.version.data = str(comment.version)
    return _page(comment, form, theirs=comment), 409


def _page(comment: Comment, form: CommentForm, theirs: Comment | None = None) -> str:
    return render_template(
        "comments/edit.html", comment=comment, form=form, theirs=theirs
    )
