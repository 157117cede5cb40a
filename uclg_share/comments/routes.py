"""Reading what is said below a post, and saying something."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.answers.page import answers_of
from uclg_share.comments import actions
from uclg_share.comments.forms import CommentForm, open_form
from uclg_share.comments.mentions import Mentions
from uclg_share.comments.models import Comment
from uclg_share.comments.page import asked_place, praise_below
from uclg_share.comments.places import has_room, place_in_thread, place_of
from uclg_share.comments.queries import Thread, answers_to, find_comment
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import ensure, may_answer, may_comment, may_read_comments
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.urls import id_in

bp = Blueprint("comments", __name__)


@bp.get("/posts/<id:post_id>/comments/<id:comment_id>")
@for_anyone
def permalink(post_id: int, comment_id: int) -> ResponseReturnValue:
    """To the page on which a comment stands, wherever that is by now."""
    comment = comment_or_404(post_id, comment_id)
    return redirect(address_of(comment), 302)


@bp.get("/posts/<id:post_id>/comments/<id:comment_id>/thread")
@for_anyone
def thread(post_id: int, comment_id: int) -> ResponseReturnValue:
    """A comment with all its answers, and a form for another one."""
    viewer = current_viewer()
    comment = comment_or_404(post_id, comment_id)
    form = None
    if may_answer(viewer, comment):
        form = open_form(viewer, to=str(comment.id))
    return _thread_page(comment, form)


@bp.post("/posts/<id:post_id>/comments")
@for_signed_in
def write(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_comment(viewer, post))
    form = open_form(viewer)
    answered = _answered(post, form)
    limits.spend_posting(limits.COMMENT_ACCOUNT, str(viewer.account_id))
    if not form.validate_on_submit():
        if answered:
            return _thread_page(answered, form), 422
        return render_template("comments/write.html", post=post, form=form), 422
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        usual = url_for("posts.show", post_id=post.id, slug=post.slug)
        return redirect(once.earlier(viewer.account_id) or usual, 303)

    comment, named = actions.write(viewer, post, form.remark(viewer), answered)
    location = url_for("comments.permalink", post_id=post.id, comment_id=comment.id)
    pressed.location = location
    db.session.commit()
    _say(named)
    return redirect(location, 303)


def comment_or_404(post_id: int, comment_id: int) -> Comment:
    viewer = current_viewer()
    post = find_post(viewer, post_id)
    if post is None or not may_read_comments(viewer, post):
        abort(404)
    return find_comment(viewer, post, comment_id) or abort(404)


def address_of(comment: Comment) -> str:
    viewer = current_viewer()
    where: dict[str, Any] = {"_anchor": f"c-{comment.id}", "post_id": comment.post_id}
    if not has_room(viewer, comment):
        place = place_in_thread(viewer, comment)
        where |= {"comment_id": comment.thread_id, "after": place.after}
        return url_for("comments.thread", **where)
    place = place_of(viewer, comment)
    where |= {"slug": comment.post.slug, "after": place.after}
    return url_for("posts.show", **where)


def _answered(post: Post, form: CommentForm) -> Comment | None:
    if not form.to.data:
        return None
    found = find_comment(current_viewer(), post, id_in(form.to.data) or 0)
    return found or abort(404)


def _thread_page(comment: Comment, form: CommentForm | None) -> str:
    """From any comment of a thread to the whole of it."""
    viewer = current_viewer()
    first = comment.parent or comment
    answers = answers_to(viewer, first, asked_place())
    return render_template(
        "comments/thread.html",
        post=comment.post,
        comment=comment,
        thread=Thread(first),
        answers=answers,
        praise=praise_below(viewer, comment.post, answers, first),
        form=form,
        answered=answers_of(viewer, comment.post),
    )


def _say(named: Mentions) -> None:
    flash(_("Your comment stands below."), "ok")
    if named.unclear:
        names = ", ".join(f"@{name}" for name in named.unclear)
        words = _(
            "Nobody was told for %(names)s: no member of the group, or several, are"
            " called that. Write the whole name.",
            names=names,
        )
        flash(words, "warn")
