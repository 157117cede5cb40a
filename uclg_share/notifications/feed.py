"""The private feed of somebody's groups and of what they follow: an address that is a
secret, and its posts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import joinedload

from uclg_share import audit
from uclg_share.accounts.models import Account
from uclg_share.accounts.queries import digest
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.families.best import best_of_each
from uclg_share.feeds.gathering import OF_THEME, of_organisations, of_theme
from uclg_share.feeds.queries import key_of, of_group
from uclg_share.following.models import Follow
from uclg_share.groups.models import WorkingGroup
from uclg_share.keys import new_nonce, secret_of
from uclg_share.notifications.models import Mailing
from uclg_share.notifications.preferences import find_mailing, hold_mailing
from uclg_share.permissions import Viewer, ensure, may_use_account, readable_posts
from uclg_share.posts.models import Placement, Post

MOST = 30


def make_feed(viewer: Viewer, account: Account, key: str) -> None:
    """A new address; the one before opens nothing any more. `key` is SECRET_KEY."""
    ensure(may_use_account(viewer, account.id))

    mailing = hold_mailing(account.id)
    mailing.feed_nonce = new_nonce()
    mailing.feed_hash = digest(secret_of(mailing.feed_nonce, key))
    mailing.feed_made_at = now()
    audit.record(viewer, Verb.FEED_MADE, account)


def revoke_feed(viewer: Viewer, account: Account) -> None:
    ensure(may_use_account(viewer, account.id))

    if find_mailing(account.id) is None:
        return
    mailing = hold_mailing(account.id)
    if mailing.feed_hash:
        mailing.feed_nonce, mailing.feed_hash, mailing.feed_made_at = "", None, None
        audit.record(viewer, Verb.FEED_REVOKED, account)


def secret_in(mailing: Mailing, keys: Iterable[str]) -> str:
    """The secret of somebody's feed, for their eyes; empty without one, or when the
    key it was made with is gone."""
    if not mailing.feed_hash:
        return ""
    made = (secret_of(mailing.feed_nonce, key) for key in keys)
    return next((one for one in made if digest(one) == mailing.feed_hash), "")


def owner_of(secret: str) -> Account | None:
    """Whose feed an address opens, while they may sign in themselves."""
    mailing = db.session.scalar(
        select(Mailing)
        .where(Mailing.feed_hash == digest(secret))
        .options(joinedload(Mailing.account))
    )
    return mailing.account if mailing and mailing.account.may_sign_in else None


def newest_posts(
    viewer: Viewer,
    groups: list[WorkingGroup],
    languages: tuple[str, ...],
    follows: Collection[Follow] = (),
) -> list[Any]:
    """The newest of these groups and of what is followed, each once and in the best of
    these languages, with their whole text."""
    lines = [_newest(viewer, group, languages) for group in groups]
    lines += _followed(follows, languages)
    if not lines:
        return []
    rows = db.session.execute(select(union_all(*lines).subquery())).all()
    # A group may not have the translation that another has.
    best = best_of_each(rows, languages).values()
    newest = sorted(best, key=key_of, reverse=True)
    return newest[:MOST]


def _newest(viewer: Viewer, group: WorkingGroup, languages: tuple[str, ...]) -> Any:
    feed = of_group(viewer, group, languages, whole=True).where(readable_posts(viewer))
    return _cut(feed, Placement.published_at, Placement.post_id)


def _followed(follows: Collection[Follow], languages: tuple[str, ...]) -> list[Any]:
    """The newest of each theme, which is one index range, and of the organisations."""
    slugs = [one.theme_slug for one in follows if one.theme_slug]
    lines = [_cut(of_theme(slug, languages, True), *OF_THEME) for slug in slugs]
    ids = [one.organisation_id for one in follows if one.organisation_id]
    if ids:
        theirs = of_organisations(ids, languages, whole=True)
        lines.append(_cut(theirs, Post.published_at, Post.id))
    return lines


def _cut(feed: Select[Any], at: Any, key: Any) -> Any:
    return select(feed.order_by(at.desc(), key.desc()).limit(MOST).subquery())
