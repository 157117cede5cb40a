"""People who follow things, and what makes a post news of them."""

from __future__ import annotations

from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import viewer_for
from uclg_share.database import db
from uclg_share.following.actions import Thing, follow
from uclg_share.posts.models import Post, Theme, post_theme


def follows(who: Account, *things: Thing) -> None:
    for thing in things:
        follow(viewer_for(who), thing)
    db.session.commit()


def training(*posts: Post) -> Theme:
    """A theme, with these posts on it."""
    for one in posts:
        on = {"post_id": one.id, "theme_slug": "training"}
        db.session.execute(post_theme.insert().values(on))
    db.session.commit()
    return db.session.get_one(Theme, "training")
