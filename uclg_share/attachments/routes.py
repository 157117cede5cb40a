"""Adding files to a text as they are chosen, and taking one down."""

from __future__ import annotations

from contextlib import suppress

from flask import (
    Blueprint,
    Response,
    abort,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.attachments import actions, storing
from uclg_share.attachments.queries import find_file
from uclg_share.attachments.refusals import MOST_SHOWN
from uclg_share.attachments.rows import new_row
from uclg_share.attachments.taking import chosen, take
from uclg_share.current import current_viewer
from uclg_share.permissions import ensure, may_edit, may_take_down
from uclg_share.posts.models import Post
from uclg_share.posts.queries import find_own
from uclg_share.reasons import ReasonForm, with_reason
from uclg_share.storage import Unavailable
from uclg_share.uploads import takes_files
from uclg_share.urls import id_in

bp = Blueprint("attachments", __name__)


@bp.post("/posts/<id:post_id>/files")
@takes_files
@for_signed_in
def add(post_id: int) -> ResponseReturnValue:
    """One file for the script of the composer: its row, or why it is not taken.

    `at` is the number of the new row. The same file again gives the same row.
    """
    viewer = current_viewer()
    post = find_own(viewer, post_id) or abort(404)
    ensure(may_edit(viewer, post))
    sent = chosen()[:1] or abort(400, "no-files")
    limits.spend_posting(limits.UPLOAD_ACCOUNT, str(viewer.account_id))
    at = id_in(request.form.get("at")) or 0

    result = take(viewer, post, sent, room=MOST_SHOWN - min(at, MOST_SHOWN))
    for name, reason in result.refused:
        return _words(f"{name}: {reason}"), 422
    [file] = result.added
    row = new_row(file, at)
    return render_template("posts/_file_row.html", row=row, file=file, post=post), 201


@bp.route("/files/<id:attachment_id>/take-down", methods=["GET", "POST"])
@for_signed_in
def take_down(attachment_id: int) -> ResponseReturnValue:
    viewer = current_viewer()
    file = find_file(viewer, attachment_id) or abort(404)
    ensure(may_take_down(viewer, file))
    answer = with_reason(
        ReasonForm(),
        lambda reason: actions.take_down(viewer, file, reason),
        "posts/take_down.html",
        _("Taken down. The author has been told why."),
        back=_page_of(file.post),
        file=file,
    )
    if file.taken_down_at is not None:
        with suppress(Unavailable):  # the clean-up tries again
            storing.forget(file.key, file.form)
    return answer


def _page_of(post: Post) -> str:
    if post.published_at is None:
        return url_for("reviews.desk")
    return url_for("posts.show", post_id=post.id, slug=post.slug)


def _words(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")
