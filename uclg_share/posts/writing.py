"""The composer: write, look at it, keep it, send it in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.attachments.rows import field_named
from uclg_share.authorship.offers import why_not_sent
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.i18n import current_language
from uclg_share.permissions import (
    ensure,
    may_begin,
    may_edit,
    may_send_outline,
    may_submit,
)
from uclg_share.posts import actions, copies, enclosing
from uclg_share.posts.composer import (
    Desk,
    conflict,
    known_sequence,
    open_desk,
    page,
    preview,
    written,
)
from uclg_share.posts.drafts import Draft
from uclg_share.posts.forms import PostForm
from uclg_share.posts.models import Kind, Post
from uclg_share.posts.offers import (
    add_row,
    first_draft,
    open_form,
    question_asked,
    specs_for,
)
from uclg_share.posts.queries import (
    find_own,
    latest_revision,
    signed_by,
    taggable_groups,
)
from uclg_share.posts.routes import bp
from uclg_share.posts.sending import is_outline, open_points
from uclg_share.reviews.actions import submit
from uclg_share.uploads import takes_files
from uclg_share.urls import id_in

ROWS = {"add_partner": "partners", "add_source": "sources"}
SENDING = ("submit", "outline")
LIMITS = {
    "preview": limits.PREVIEW_ACCOUNT,
    **dict.fromkeys(SENDING, limits.POST_ACCOUNT),
}


@bp.get("/write")
@for_signed_in
def start() -> ResponseReturnValue:
    return render_template(
        "posts/start.html",
        specs=specs_for(current_viewer()),
        group=request.args.get("group"),
    )


@bp.route("/write/<kind:kind>", methods=["GET", "POST"])
@takes_files
@for_signed_in
def create(kind: Kind) -> ResponseReturnValue:
    viewer = current_viewer()
    ensure(may_begin(viewer, kind))
    before = first_draft(viewer, kind, current_language())
    form = open_form(viewer, kind, before, 0)
    return _answer(Desk(viewer, kind, form, None, before))


@bp.route("/posts/<id:post_id>/edit", methods=["GET", "POST"])
@takes_files
@for_signed_in
def edit(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    ensure(may_edit(viewer, post))
    return _answer(open_desk(viewer, post))


def _answer(desk: Desk) -> ResponseReturnValue:
    if request.method != "POST":
        return page(desk)
    if (answer := enclosing.asked(desk)) is not None:
        return answer
    wish = request.form.get("do", "save")
    if _has_new_line(desk.form, wish):
        return page(desk)
    limit = LIMITS.get(wish, limits.SAVE_ACCOUNT)
    limits.spend_posting(limit, str(desk.viewer.account_id))
    if not desk.form.validate_on_submit():
        return _refused(desk)
    if wish == "preview":
        return preview(desk)
    return _keep(desk, wish)


def _has_new_line(form: PostForm, wish: str) -> bool:
    if wish in ROWS:
        add_row(form, ROWS[wish])
    elif wish == "add_signer":
        form.add_signer()
    return wish in ROWS or wish == "add_signer"


def _refused(desk: Desk) -> ResponseReturnValue:
    if request.headers.get("X-Fragment"):
        return render_template("posts/_preview_refused.html"), 422
    return page(desk, code=422)


def _keep(desk: Desk, wish: str) -> ResponseReturnValue:
    """Save first, so that whatever follows loses nothing."""
    account_id = desk.viewer.account_id
    pressed = once.claim(account_id)
    if pressed is None:
        return redirect(once.earlier(account_id) or url_for("posts.my_work"), 303)
    draft = written(desk)
    try:
        post = _save(desk, draft)
    except ChangedMeanwhile as error:
        db.session.rollback()
        return conflict(desk, error)
    pressed.location = url_for("posts.edit", post_id=post.id)
    if wish not in SENDING:
        db.session.commit()
        return _saved(post)
    as_outline = wish == "outline" and is_outline(post, draft)
    if not as_outline and (problems := open_points(post, draft)):
        db.session.commit()
        return _incomplete(desk, post, problems)
    return _send(desk, post, pressed, as_outline)


def _save(desk: Desk, draft: Draft) -> Post:
    if desk.post is None:
        question = question_asked(desk.viewer)
        return actions.start(desk.viewer, desk.kind, draft, question)
    copies.refuse_older(desk.viewer, desk.post, known_sequence())
    actions.save(desk.viewer, desk.post, draft, id_in(desk.form.base.data) or 0)
    copies.forget(desk.viewer, desk.post)
    return desk.post


def _send(
    desk: Desk, post: Post, pressed: once.Once, as_outline: bool
) -> ResponseReturnValue:
    groups = taggable_groups(desk.viewer)
    lead = next((g for g in groups if g.id == written(desk).lead_group_id), None)
    if lead is None or not may_submit(desk.viewer, post, lead, signed_by(post)):
        db.session.commit()
        return _incomplete(desk, post, why_not_sent(desk.viewer, post, written(desk)))
    if as_outline and not may_send_outline(desk.viewer, post, lead):
        db.session.commit()
        return _incomplete(desk, post, open_points(post, written(desk)))
    submit(desk.viewer, post, lead, as_outline)
    pressed.location = url_for("posts.own", post_id=post.id)
    db.session.commit()
    flash(
        _("Sent to the coordinators. They usually answer within 3 working days."), "ok"
    )
    return redirect(pressed.location, 303)


def _saved(post: Post) -> ResponseReturnValue:
    flash(_("Saved as a draft. It stays in My work until you send it in."), "ok")
    return redirect(url_for("posts.edit", post_id=post.id), 303)


def _incomplete(
    desk: Desk, post: Post, problems: dict[str, Any]
) -> ResponseReturnValue:
    """The draft is kept; the page says what is still to do, beside each field."""
    for name, words in problems.items():
        field = field_named(desk.form, name)
        field.errors = [*field.errors, words]
    desk.form.base.data = str(latest_revision(post).number)
    saved = replace(desk, post=post, before=written(desk))
    return page(saved, code=422, kept=True)
