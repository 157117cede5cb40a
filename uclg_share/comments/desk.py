"""Hiding comments, showing them again, and closing the talk below a post."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_signed_in
from uclg_share.comments import moderating
from uclg_share.comments.forms import ClosingForm
from uclg_share.comments.models import Comment
from uclg_share.comments.queries import wordings_of
from uclg_share.comments.routes import address_of, bp, comment_or_404
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import Viewer, ensure, may_close_talk, may_hide_comment
from uclg_share.posts.models import Post, Talk
from uclg_share.posts.queries import find_post
from uclg_share.reasons import ReasonForm, with_reason

Act = Callable[[Viewer, Comment, str], None]


@bp.route("/posts/<id:post_id>/comments/<id:comment_id>/hide", methods=["GET", "POST"])
@for_signed_in
def hide(post_id: int, comment_id: int) -> ResponseReturnValue:
    comment = comment_or_404(post_id, comment_id)
    done = _("Hidden. Its author has been told why.")
    return _moderate(comment, moderating.hide, "comments/hide.html", done)


@bp.route(
    "/posts/<id:post_id>/comments/<id:comment_id>/restore", methods=["GET", "POST"]
)
@for_signed_in
def restore(post_id: int, comment_id: int) -> ResponseReturnValue:
    comment = comment_or_404(post_id, comment_id)
    done = _("Shown again. Its author has been told why.")
    return _moderate(comment, moderating.restore, "comments/restore.html", done)


@bp.route("/posts/<id:post_id>/talk", methods=["GET", "POST"])
@for_signed_in
def close(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_close_talk(viewer, post))
    form = ClosingForm()
    return with_reason(
        form,
        lambda reason: moderating.close_talk(
            viewer, post, Talk(form.talk.data), reason
        ),
        "comments/close.html",
        _("The comments are closed. Readers are told why."),
        back=_talk_of(post),
        post=post,
    )


@bp.post("/posts/<id:post_id>/talk/open")
@for_signed_in
def open_again(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    moderating.open_talk(viewer, post)
    db.session.commit()
    flash(_("People can comment again."), "ok")
    return redirect(_talk_of(post), 303)


def _moderate(comment: Comment, act: Act, page: str, done: str) -> ResponseReturnValue:
    viewer = current_viewer()
    ensure(may_hide_comment(viewer, comment))
    return with_reason(
        ReasonForm(),
        lambda reason: act(viewer, comment, reason),
        page,
        done,
        back=address_of(comment),
        comment=comment,
        earlier=wordings_of(comment),
    )


def _talk_of(post: Post) -> str:
    return url_for("posts.show", post_id=post.id, slug=post.slug, _anchor="comments")
