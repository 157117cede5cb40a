"""The secrets that mails and settings show to their owner."""

from __future__ import annotations

from flask import current_app

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.notifications.feed import make_feed, secret_in
from uclg_share.notifications.links import token_for
from uclg_share.notifications.models import News
from uclg_share.notifications.preferences import mailing_of


def way_out(account: Account, *kinds: News) -> str:
    """What the link to unsubscribe in a mail of these kinds carries."""
    token = token_for(mailing_of(account.id), kinds, current_app.config["SECRET_KEY"])
    db.session.commit()
    return token


def feed_of(account: Account) -> str:
    key = current_app.config["SECRET_KEY"]
    make_feed(viewer_for(account), account, key)
    db.session.commit()
    return secret_in(mailing_of(account.id), [key])
