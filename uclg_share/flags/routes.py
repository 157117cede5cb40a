"""Reporting a text, and the desk where reports are settled."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_coordinators, for_signed_in
from uclg_share.comments.models import Comment
from uclg_share.comments.queries import find_comment, wordings_of
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.desk.choice import address_after, address_of, choice_of, next_after
from uclg_share.desk.items import Item, Sort
from uclg_share.flags import actions
from uclg_share.flags.forms import ComplaintForm, SettlementForm
from uclg_share.flags.models import Flag
from uclg_share.flags.queries import (
    comments_hidden,
    find_flag,
    open_flags_beside,
    open_reports,
    own_open_flag,
    settled_lately,
)
from uclg_share.permissions import ensure, may_flag, may_read_comments
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post

bp = Blueprint("flags", __name__)


@bp.route("/posts/<id:post_id>/report", methods=["GET", "POST"])
@for_signed_in
def report_post(post_id: int) -> ResponseReturnValue:
    post = find_post(current_viewer(), post_id) or abort(404)
    back = url_for("posts.show", post_id=post.id, slug=post.slug)
    return _report(post, back)


@bp.route(
    "/posts/<id:post_id>/comments/<id:comment_id>/report", methods=["GET", "POST"]
)
@for_signed_in
def report_comment(post_id: int, comment_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id)
    if post is None or not may_read_comments(viewer, post):
        abort(404)
    comment = find_comment(viewer, post, comment_id) or abort(404)
    where = {"post_id": post.id, "comment_id": comment.id}
    return _report(comment, url_for("comments.permalink", **where))  # type: ignore[arg-type]


@bp.get("/desk/flags")
@for_coordinators
def waiting() -> ResponseReturnValue:
    viewer = current_viewer()
    return render_template(
        "flags/waiting.html",
        reports=open_reports(viewer),
        settled=settled_lately(viewer),
    )


@bp.route("/desk/flags/<id:flag_id>", methods=["GET", "POST"])
@for_coordinators
def settle(flag_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    flag = find_flag(viewer, flag_id) or abort(404)
    form = SettlementForm()
    if request.method != "POST" or not form.validate_on_submit():
        return _page(flag, form), 422 if form.errors else 200

    actions.settle(viewer, flag, form.decision, form.answer.data or "")
    db.session.commit()
    flash(_("Settled. Those who reported it have been told."), "ok")
    if request.form.get("next"):
        return redirect(address_after(viewer, _item(flag)), 303)
    return redirect(url_for("flags.waiting"), 303)


def _report(thing: Post | Comment, back: str) -> ResponseReturnValue:
    viewer = current_viewer()
    ensure(may_flag(viewer, thing))
    form = ComplaintForm()
    is_known = own_open_flag(viewer, thing) is not None
    if is_known or not form.validate_on_submit():
        page = render_template(
            "flags/report.html",
            form=form,
            post=thing.post if isinstance(thing, Comment) else thing,
            comment=thing if isinstance(thing, Comment) else None,
            is_known=is_known,
            back=back,
        )
        return page, 422 if form.errors else 200

    limits.spend_posting(limits.FLAG_ACCOUNT, str(viewer.account_id))
    actions.report(viewer, thing, form.complaint())
    db.session.commit()
    flash(_("Reported. You hear by mail when it is settled."), "ok")
    return redirect(back, 303)


def _item(flag: Flag) -> Item:
    return Item(Sort.FLAG, flag.id, flag.raised_at, flag, flag.post.lead_group)


def _page(flag: Flag, form: SettlementForm) -> str:
    viewer = current_viewer()
    author = flag.comment.author if flag.comment else flag.post.author
    choice = choice_of(viewer)
    following = next_after(viewer, _item(flag), choice.items(viewer))
    return render_template(
        "flags/settle.html",
        flag=flag,
        form=form,
        beside=open_flags_beside(flag) or [flag],
        earlier=wordings_of(flag.comment) if flag.comment else [],
        author=author,
        record=comments_hidden(author) if author else (0, 0),
        following=address_of(following, choice) if following else "",
    )
