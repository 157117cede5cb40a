"""How often one wants mail, when the next comes, and the private feed."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from uclg_share import limits
from uclg_share.access import for_signed_in
from uclg_share.accounts.models import Account
from uclg_share.current import current_account, current_viewer
from uclg_share.database import db
from uclg_share.groups.queries import readable_shelf
from uclg_share.i18n import current_language
from uclg_share.notifications import choosing, feed
from uclg_share.notifications.forms import Groups, form_for, name_of, zone_names
from uclg_share.notifications.models import Mailing, News
from uclg_share.notifications.preferences import choices_of, find_mailing
from uclg_share.notifications.routes import bp
from uclg_share.permissions import Viewer


@bp.route("/settings/email", methods=["GET", "POST"])
@for_signed_in
def settings() -> ResponseReturnValue:
    viewer, account = current_viewer(), _me()
    groups = _groups(viewer)
    chosen = choices_of(account.id)
    form = form_for(groups, chosen, account.time_zone)
    if not form.validate_on_submit():
        mailing = find_mailing(account.id)
        page = render_template(
            "inbox/settings.html",
            form=form,
            groups=groups,
            differing={news for news, group_id in chosen.rows if group_id},
            name_of=name_of,
            mailing=mailing,
            next_at=_next(mailing),
            zone=zone_names(current_language()).get(account.time_zone, "UTC"),
            account=account,
            feed_secret=feed.secret_in(mailing, secret_keys()) if mailing else "",
        )
        return page, 422 if form.errors else 200

    _count(viewer)
    choosing.choose(viewer, account, form.wish(groups))
    db.session.commit()
    flash(_("Saved."), "ok")
    return redirect(url_for("notifications.settings"), 303)


@bp.post("/settings/email/stop")
@for_signed_in
def stop() -> ResponseReturnValue:
    _count(current_viewer())
    choosing.stop_all(current_viewer(), _me())
    db.session.commit()
    flash(_("No more mail. What concerns you is in your inbox."), "ok")
    return redirect(url_for("notifications.settings"), 303)


@bp.post("/settings/email/resume")
@for_signed_in
def resume() -> ResponseReturnValue:
    _count(current_viewer())
    choosing.resume(current_viewer(), _me())
    db.session.commit()
    flash(_("Mail comes again, as you chose it."), "ok")
    return redirect(url_for("notifications.settings"), 303)


@bp.post("/settings/email/try-again")
@for_signed_in
def try_again() -> ResponseReturnValue:
    _count(current_viewer())
    choosing.try_again(current_viewer(), _me())
    db.session.commit()
    flash(_("We send mail to you again."), "ok")
    return redirect(url_for("notifications.settings"), 303)


@bp.post("/settings/feed")
@for_signed_in
def make_feed() -> ResponseReturnValue:
    _count(current_viewer())
    feed.make_feed(current_viewer(), _me(), current_app.config["SECRET_KEY"])
    db.session.commit()
    flash(_("Your feed has a new address."), "ok")
    return redirect(url_for("notifications.settings", _anchor="feed"), 303)


@bp.post("/settings/feed/revoke")
@for_signed_in
def revoke_feed() -> ResponseReturnValue:
    _count(current_viewer())
    feed.revoke_feed(current_viewer(), _me())
    db.session.commit()
    flash(_("The address of your feed opens nothing any more."), "ok")
    return redirect(url_for("notifications.settings", _anchor="feed"), 303)


def secret_keys() -> list[str]:
    """The key and those it followed, which older links were made with."""
    config = current_app.config
    return [config["SECRET_KEY"], *config["SECRET_KEY_FALLBACKS"]]


def _groups(viewer: Viewer) -> Groups:
    """The kinds of news that concern somebody, with the groups they come from."""
    shelf = [group for group in readable_shelf(viewer) if not group.is_archived]
    groups = {News.POSTS: [group for group in shelf if group.id in viewer.member_of]}
    groups[News.TALK] = groups[News.FOLLOWED] = groups[News.SEARCHES] = []
    if viewer.has_desk:
        led = [group for group in shelf if group.id in viewer.coordinates]
        groups[News.DESK] = led
    if viewer.represents or viewer.is_admin:
        groups[News.PEOPLE] = []
    return groups


def _next(mailing: Mailing | None) -> object:
    """When the next digest is due; whether there is one, nobody knows yet."""
    slots = [mailing.daily_at, mailing.weekly_at] if mailing else []
    return min((slot for slot in slots if slot), default=None)


def _count(viewer: Viewer) -> None:
    limits.spend_posting(limits.SAVE_ACCOUNT, str(viewer.account_id))


def _me() -> Account:
    return current_account() or abort(404)
