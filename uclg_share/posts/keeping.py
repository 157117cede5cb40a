"""Keeping while somebody types; the script of the composer calls these addresses."""

from __future__ import annotations

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from uclg_share import limits, once
from uclg_share.access import for_signed_in
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.i18n import current_language
from uclg_share.permissions import Viewer
from uclg_share.posts import actions, copies
from uclg_share.posts.models import Kind, Post, WorkingCopy
from uclg_share.posts.offers import first_draft, question_asked
from uclg_share.posts.queries import find_own
from uclg_share.posts.routes import bp
from uclg_share.urls import id_in

NOT_KEPT = {"csrf_token", "once", "do", "sequence"}
MOST = 200_000  # characters of one text with all its fields


@bp.get("/keep-token")
@for_signed_in
def keep_token() -> ResponseReturnValue:
    """For a page that stayed open while its reader signed in again."""
    return jsonify(csrf_token=generate_csrf())


@bp.post("/write/<kind:kind>/keep")
@for_signed_in
def keep_new(kind: Kind) -> ResponseReturnValue:
    """The first keeping makes the draft; a repeated one leads to the same."""
    viewer = current_viewer()
    limits.spend_posting(limits.KEEP_ACCOUNT, str(viewer.account_id))
    pressed = once.claim(viewer.account_id)
    if pressed is None:
        found = id_in(once.earlier(viewer.account_id))
        return _keep(viewer, (found and find_own(viewer, found)) or abort(404), 0)
    draft = first_draft(viewer, kind, current_language())
    post = actions.start(viewer, kind, draft, question_asked(viewer))
    pressed.location = str(post.id)
    return _keep(viewer, post, 0)


@bp.post("/posts/<id:post_id>/keep")
@for_signed_in
def keep(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limits.spend_posting(limits.KEEP_ACCOUNT, str(viewer.account_id))
    post = find_own(viewer, post_id) or abort(404)
    return _keep(viewer, post, id_in(request.form.get("sequence")) or 0)


@bp.post("/posts/<id:post_id>/keep/forget")
@for_signed_in
def forget_copy(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)

    copies.forget(viewer, post)
    db.session.commit()
    flash(_("Thrown away. This is the text as you saved it."), "ok")
    return redirect(url_for("posts.edit", post_id=post.id), 303)


def typed() -> dict[str, list[str]]:
    """The fields of this request as they were typed."""
    content = {
        name: values for name, values in request.form.lists() if name not in NOT_KEPT
    }
    if sum(len(text) for values in content.values() for text in values) > MOST:
        abort(413)
    return content


def _keep(viewer: Viewer, post: Post, sequence: int) -> ResponseReturnValue:
    content = typed()
    base = id_in(request.form.get("base")) or 1
    try:
        copy = copies.keep(viewer, post, content, base, sequence)
    except ChangedMeanwhile:
        db.session.rollback()
        return jsonify(newer=True), 409
    db.session.commit()
    return _kept(post, copy)


def _kept(post: Post, copy: WorkingCopy) -> ResponseReturnValue:
    return jsonify(
        sequence=copy.sequence,
        base=copy.base,
        at=copy.kept_at.isoformat(),
        address=url_for("posts.edit", post_id=post.id),
        keep_address=url_for("posts.keep", post_id=post.id),
        files_address=url_for("attachments.add", post_id=post.id),
    )
