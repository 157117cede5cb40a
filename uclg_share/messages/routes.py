"""Asking the author of a post, and the conversation that follows."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.accounts.models import Account
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.messages import actions
from uclg_share.messages.forms import NoteForm, open_form
from uclg_share.messages.models import Message
from uclg_share.messages.queries import (
    MOST_LINES,
    answerers_of,
    find_question,
    lines_of,
    questions_for,
)
from uclg_share.paging import page_of
from uclg_share.permissions import ensure, may_ask_author
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post

bp = Blueprint("messages", __name__)


@bp.route("/posts/<id:post_id>/ask", methods=["GET", "POST"])
@for_signed_in
def ask(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    ensure(may_ask_author(viewer, post))
    form = open_form(viewer)
    if not _answerers(post) or not form.validate_on_submit():
        return _asking(post, form), 422 if form.errors else 200
    limits.spend_posting(limits.ASK_ACCOUNT, str(viewer.account_id))
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        return _again("messages.mine")

    question = actions.ask(viewer, post, form.note(viewer))
    pressed.location = url_for("messages.show", message_id=question.id)
    location = pressed.location
    db.session.commit()
    flash(_("Sent. The answer comes by mail and stands here."), "ok")
    return redirect(location, 303)


@bp.get("/messages")
@for_signed_in
def mine() -> ResponseReturnValue:
    viewer = current_viewer()
    page = page_of(
        questions_for(viewer),
        (Message.sent_at, Message.id),
        lambda question: (question.sent_at, question.id),
    )
    return render_template("messages/mine.html", page=page)


@bp.route("/messages/<id:message_id>", methods=["GET", "POST"])
@for_signed_in
def show(message_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    question = find_question(viewer, message_id) or abort(404)
    form = open_form(viewer)
    if not form.validate_on_submit():
        return _conversation(question, form), 422 if form.errors else 200
    limits.spend_posting(limits.COMMENT_ACCOUNT, f"answer:{viewer.account_id}")
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        return _again("messages.show", message_id=question.id)

    line = actions.answer(viewer, question, form.note(viewer))
    where = {"message_id": question.id, "_anchor": f"m-{line.id}"}
    pressed.location = url_for("messages.show", **where)  # type: ignore[arg-type]
    location = pressed.location
    db.session.commit()
    flash(_("Sent."), "ok")
    return redirect(location, 303)


def _again(page: str, **where: int) -> ResponseReturnValue:
    earlier = once.earlier(current_viewer().account_id)
    return redirect(earlier or url_for(page, **where), 303)  # type: ignore[arg-type]


def _answerers(post: Post) -> list[Account]:
    return answerers_of(post.original or post)


def _asking(post: Post, form: NoteForm) -> str:
    return render_template(
        "messages/ask.html", post=post, form=form, answerers=_answerers(post)
    )


def _conversation(question: Message, form: NoteForm) -> str:
    lines = lines_of(question)
    return render_template(
        "messages/show.html",
        question=question,
        lines=lines,
        form=form if len(lines) < MOST_LINES else None,
    )
