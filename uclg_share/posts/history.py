"""The history of a text: its versions, what changed between two, an old one again."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_anyone, for_signed_in
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import Viewer, may_edit
from uclg_share.posts import actions
from uclg_share.posts.changes import changes_between
from uclg_share.posts.drafts import from_plain
from uclg_share.posts.kinds import SPECS
from uclg_share.posts.models import Post, Revision
from uclg_share.posts.queries import find_own, find_post, latest_revision
from uclg_share.posts.routes import bp
from uclg_share.reviews.queries import outcomes_of, revisions_for
from uclg_share.urls import id_in


@bp.get("/posts/<id:post_id>/<slug>/history")
@for_anyone
def history(post_id: int, slug: str) -> ResponseReturnValue:
    """The versions that were published, and more for those who wrote or reviewed."""
    viewer = current_viewer()
    post = find_post(viewer, post_id) or abort(404)
    if slug != post.slug:
        address = url_for("posts.history", post_id=post.id, slug=post.slug)
        return redirect(address, 301)
    return _page(viewer, post)


@bp.get("/my-work/<id:post_id>/history")
@for_signed_in
def own_history(post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    return _page(viewer, find_own(viewer, post_id) or abort(404))


@bp.post("/my-work/<id:post_id>/history/<id:number>/restore")
@for_signed_in
def restore_version(post_id: int, number: int) -> ResponseReturnValue:
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    known = {one.number: one for one in revisions_for(viewer, post)}
    wanted = known.get(number) or abort(404)

    base = latest_revision(post).number
    actions.save(viewer, post, from_plain(wanted.content), base)
    db.session.commit()
    flash(_("Version %(number)s is your draft again.", number=number), "ok")
    return redirect(url_for("posts.edit", post_id=post.id), 303)


def _page(viewer: Viewer, post: Post) -> str:
    versions = revisions_for(viewer, post)
    before, after = _chosen(versions)
    return render_template(
        "posts/history.html",
        post=post,
        versions=versions,
        outcomes=outcomes_of(post),
        before=before,
        after=after,
        changes=changes_between(post, before, after) if before and after else [],
        spec=SPECS[post.kind],
        may_restore=may_edit(viewer, post),
    )


def _chosen(versions: list[Revision]) -> tuple[Revision | None, Revision | None]:
    """The two asked for, the older first; without a wish the newest and the one
    before."""
    numbers = {one.number: one for one in versions}
    first = numbers.get(id_in(request.args.get("from")) or 0)
    second = numbers.get(id_in(request.args.get("to")) or 0)
    if first and second:
        older, newer = sorted((first, second), key=lambda one: one.number)
        return older, newer
    return (versions[1], versions[0]) if len(versions) > 1 else (None, None)
