"""What a link opens without signing in: the end of some mail, and the private feed.

The secret in the address is the proof, so neither cookie nor form token is asked for.
"""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share.access import for_anyone, for_signed_in
from uclg_share.accounts.queries import viewer_for
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db
from uclg_share.families.languages import languages_of
from uclg_share.feeds.routes import ATOM
from uclg_share.following.queries import all_followed
from uclg_share.groups.queries import readable_shelf
from uclg_share.notifications import choosing, feed, links
from uclg_share.notifications.models import Mailing, News
from uclg_share.notifications.routes import bp
from uclg_share.notifications.settings import secret_keys
from uclg_share.paging import Page
from uclg_share.security import csrf
from uclg_share.text import without_illegal

PRIVATE = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


# Mail programs press this button from their own servers (RFC 8058): they have no
# cookie, can read no token out of a page, and follow no redirect.
@bp.route("/unsubscribe/<token>", methods=["GET", "POST"])
@csrf.exempt
@for_anyone
def unsubscribe(token: str) -> ResponseReturnValue:
    mailing, kinds = _behind(token)
    all_of_it = request.form.get("do") == "all"
    if request.method == "POST":
        if all_of_it:
            choosing.end_all_by_link(mailing)
        else:
            choosing.end_by_link(mailing, kinds)
        db.session.commit()
    me = current_account()
    page = render_template(
        "inbox/unsubscribe.html",
        token=token,
        kinds=kinds,
        all_of_it=all_of_it,
        is_done=request.method == "POST",
        is_mine=me is not None and me.id == mailing.account_id,
    )
    return page, PRIVATE


@bp.post("/unsubscribe/<token>/undo")
@for_signed_in
def undo(token: str) -> ResponseReturnValue:
    """Only its owner turns mail on again: a link may have been passed on."""
    mailing, kinds = _behind(token)
    me = current_account()
    if me is None or me.id != mailing.account_id:
        abort(404)
    choosing.undo_end(current_viewer(), me, kinds)
    db.session.commit()
    flash(_("Mail comes again, as you chose it."), "ok")
    return redirect(url_for("notifications.settings"), 303)


@bp.get("/my-feed/<secret>.atom")
@for_anyone
def my_feed(secret: str) -> ResponseReturnValue:
    owner = feed.owner_of(secret) or abort(404)
    viewer = viewer_for(owner)
    follows = all_followed(viewer)
    wanted = viewer.member_of | {one.group_id for one in follows if one.group_id}
    groups = [group for group in readable_shelf(viewer) if group.id in wanted]
    rows = feed.newest_posts(viewer, groups, languages_of(owner), follows)
    body = render_template(
        "feeds/posts.atom",
        title=_("My groups and what I follow") + " – UCLG Share",
        home=url_for("pages.home"),
        address=request.path,
        page=Page(rows),
    )
    return without_illegal(body), ATOM | PRIVATE


def _behind(token: str) -> tuple[Mailing, tuple[News, ...]]:
    return links.read(token, secret_keys()) or abort(404)
