"""Taking the tag of one's group off a post, and taking it back in."""

from __future__ import annotations

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_coordinators
from uclg_share.current import current_viewer
from uclg_share.groups.queries import find_group
from uclg_share.i18n import local
from uclg_share.permissions import ensure, may_remove_tag
from uclg_share.posts.queries import find_post
from uclg_share.reasons import ReasonForm, with_reason
from uclg_share.tags import actions
from uclg_share.tags.queries import removal_by

bp = Blueprint("tags", __name__)


@bp.route("/groups/<slug>/tags/<id:post_id>/remove", methods=["GET", "POST"])
@for_coordinators
def remove(slug: str, post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    post = find_post(viewer, post_id) or abort(404)
    original = post.original or post
    ensure(may_remove_tag(viewer, group, original))
    return with_reason(
        ReasonForm(),
        lambda reason: actions.remove_tag(viewer, group, original, reason),
        "tags/remove.html",
        _("The tag is off. The author has been told why."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        group=group,
        post=post,
        name=local(group.names),
    )


@bp.route("/groups/<slug>/tags/<id:post_id>/return", methods=["GET", "POST"])
@for_coordinators
def take_back(slug: str, post_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    group = find_group(viewer, slug) or abort(404)
    post = find_post(viewer, post_id) or abort(404)
    original = post.original or post
    ensure(may_remove_tag(viewer, group, original))
    return with_reason(
        ReasonForm(),
        lambda reason: actions.return_tag(viewer, group, original, reason),
        "tags/return.html",
        _("The tag is back. The author has been told."),
        back=url_for("posts.show", post_id=post.id, slug=post.slug),
        group=group,
        post=post,
        name=local(group.names),
        removal=removal_by(group, original),
    )
