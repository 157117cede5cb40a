"""The button "Helpful to us", below a post and on each comment."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.comments import helping
from uclg_share.comments.models import Comment
from uclg_share.comments.praise import praise_of
from uclg_share.comments.routes import address_of, bp, comment_or_404
from uclg_share.current import current_viewer
from uclg_share.database import db
from uclg_share.permissions import ensure, may_find_helpful
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_post, organisations_of
from uclg_share.urls import id_in


@bp.route("/posts/<id:post_id>/helpful", methods=["GET", "POST"])
@for_signed_in
def helpful(post_id: int) -> ResponseReturnValue:
    """Say it or take it back at once; who writes for several chooses on a page."""
    viewer = current_viewer()
    thing = _thing(post_id)
    if request.method != "POST":
        ensure(may_find_helpful(viewer, thing))
        return _choice(thing)
    limits.spend_posting(limits.MARK_ACCOUNT, str(viewer.account_id))
    organisation_id = id_in(request.form.get("organisation_id")) or 0
    is_back = request.form.get("wish") == "back"
    act = helping.take_back if is_back else helping.find
    act(viewer, thing, organisation_id)
    db.session.commit()
    flash(_("Taken back.") if is_back else _("Thank you. The page says so."), "ok")
    return redirect(_address(thing), 303)


def _thing(post_id: int) -> Post | Comment:
    """The post, or the comment below it that is named."""
    if named := request.values.get("comment_id"):
        return comment_or_404(post_id, id_in(named) or 0)
    return find_post(current_viewer(), post_id) or abort(404)


def _choice(thing: Post | Comment) -> str:
    viewer = current_viewer()
    post, comment = (thing.post, thing) if isinstance(thing, Comment) else (thing, None)
    key = comment.id if comment else None
    praise = praise_of(viewer, post, [key] if key else []).get(key)
    return render_template(
        "comments/helpful.html",
        post=post,
        comment=comment,
        thing=thing,
        praise=praise,
        organisations=organisations_of(viewer),
    )


def _address(thing: Post | Comment) -> str:
    if isinstance(thing, Comment):
        return address_of(thing)
    slug = thing.slug
    return url_for("posts.show", post_id=thing.id, slug=slug, _anchor="helpful")
