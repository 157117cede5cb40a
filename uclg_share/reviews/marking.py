"""The mark "verified" given and taken back from the page of a post."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post
from uclg_share.reviews import verifying
from uclg_share.reviews.routes import bp
from uclg_share.urls import id_in


@bp.post("/posts/<id:post_id>/verify")
@for_signed_in
def verify(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)

    verifying.verify(viewer, post, id_in(request.form.get("revision")) or 0)
    db.session.commit()
    flash(_("Marked as verified. Readers see it on the page and in the lists."), "ok")
    return _to(post)


@bp.post("/posts/<id:post_id>/unverify")
@for_signed_in
def unverify(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)

    verifying.unverify(viewer, post)
    db.session.commit()
    flash(_("The mark is taken back. The text stays as it is."), "ok")
    return _to(post)


def _to(post: Post) -> ResponseReturnValue:
    return redirect(url_for("posts.show", post_id=post.id, slug=post.slug), 303)
