"""Similar posts for the composer, asked for by its script at a pause in the title."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.current import current_viewer
from uclg_share.i18n import current_language
from uclg_share.posts.routes import bp
from uclg_share.posts.similar import Wanted, similar_to
from uclg_share.text import clean_line
from uclg_share.urls import id_in


@bp.post("/write/similar")
@for_signed_in
def similar() -> ResponseReturnValue:
    """A POST: it is counted, and the title of a draft belongs into no log."""
    viewer = current_viewer()
    limits.spend_posting(limits.SIMILAR_ACCOUNT, str(viewer.account_id))
    wanted = Wanted(
        title=clean_line(request.form.get("title", "")),
        country=clean_line(request.form.get("country", ""))[:2],
        themes=tuple(map(clean_line, request.form.getlist("themes"))),
        group_id=id_in(request.form.get("lead_group")),
        post_id=id_in(request.args.get("not")),
    )
    found = similar_to(viewer, wanted, current_language())
    return render_template("posts/_similar.html", similar=found)
