"""A selection of posts, put together for a meeting or a journey."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from uclg_share import limits
from uclg_share.access import for_anyone, for_signed_in
from uclg_share.briefing.album import Album
from uclg_share.briefing.pack import archive_of, page_of, texts_in
from uclg_share.briefing.queries import AT_MOST, texts_of, titles_of
from uclg_share.current import current_viewer
from uclg_share.exchange.answers import ARCHIVE, file_answer
from uclg_share.families.languages import languages_read
from uclg_share.feeds.gathering import in_families
from uclg_share.limits import client_address
from uclg_share.reading_list.queries import families_saved
from uclg_share.taking.answers import answer_to
from uclg_share.urls import id_in

bp = Blueprint("briefing", __name__)
HTML = "text/html; charset=utf-8"


@bp.get("/briefing")
@for_anyone
def choose() -> ResponseReturnValue:
    """What was asked for, to take out of it what is not wanted."""
    posts = titles_of(current_viewer(), _asked())
    return render_template("briefing/choose.html", posts=posts, at_most=AT_MOST)


@bp.get("/reading-list/briefing")
@for_signed_in
def of_reading_list() -> ResponseReturnValue:
    viewer = current_viewer()
    families = families_saved(viewer)[:AT_MOST]
    rows = in_families(viewer, families, languages_read())
    kept = [rows[family].id for family in families if family in rows]
    return redirect(url_for("briefing.choose", post=".".join(map(str, kept))), 303)


@bp.get("/briefing.<any(html, zip):form>")
@for_anyone
def pack(form: str) -> ResponseReturnValue:
    viewer, asked = current_viewer(), _asked()
    if not asked:
        return redirect(url_for("briefing.choose"), 303)
    limits.spend_here(limits.PACK_ADDRESS, client_address())
    posts = texts_of(viewer, asked) or abort(404)
    texts, missing = texts_in(viewer, posts), len(asked) - len(posts)
    if form == "zip":
        return file_answer(
            archive_of(texts, missing), ARCHIVE, "uclg-share-briefing.zip"
        )
    page = page_of(texts, missing, Album())
    return answer_to(viewer, page, HTML, "uclg-share-briefing.html")


def _asked() -> list[int]:
    """The numbers in the address, each once, as many as go into a pack: a form gives
    each a name of its own, a link joins them with points."""
    said = ".".join(request.args.getlist("post"))
    numbers = (id_in(text) for text in said.split("."))
    return list(dict.fromkeys(filter(None, numbers)))[:AT_MOST]
