"""The page a browser shows without a line, and which texts it may keep for one."""

from __future__ import annotations

from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from uclg_share.access import for_anyone, for_signed_in
from uclg_share.current import current_viewer
from uclg_share.families.languages import languages_read
from uclg_share.feeds.gathering import in_families
from uclg_share.permissions import ANYONE
from uclg_share.reading_list.queries import families_saved

bp = Blueprint("offline", __name__)


@bp.get("/offline")
@for_anyone
def show() -> ResponseReturnValue:
    """The same for everybody; the worker writes into it what is kept on the device."""
    return render_template("offline/show.html")


@bp.get("/reading-list/offline")
@for_signed_in
def texts() -> ResponseReturnValue:
    """One's reading list, as far as everybody may read it, for the script to keep.

    What only members read stays on the site, where it ends with the sign-in.
    """
    families = families_saved(current_viewer())
    rows = in_families(ANYONE, families, languages_read())
    found = [
        {
            "address": url_for("posts.show", post_id=row.id, slug=row.slug),
            "title": row.title,
            "language": row.language,
        }
        for family in families
        if (row := rows.get(family))
    ]
    return jsonify(texts=found, others=len(families) - len(found))
