"""What is asked for in a world, and by whom: addresses, and the cookie of a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Flask
from sqlalchemy import select

from bench.people import signed_in
from bench.worlds.people import READER
from bench.worlds.sites import Site
from uclg_share.accounts.models import Account
from uclg_share.cursors import Cursor, write_cursor
from uclg_share.database import db
from uclg_share.groups.models import WorkingGroup
from uclg_share.posts.models import Kind, Placement, Post, Reach

DEEP = 20_000
TALKED = 20


@dataclass(frozen=True)
class Addresses:
    """`depth` is the number of the deep page; `cookie` signs a member in."""

    feed: str
    deep: str
    depth: int
    post: str
    talked: str
    cookie: str
    searches: dict[str, str]


def addresses(site: Site) -> Addresses:
    app = site.app()
    with app.app_context():
        feed, deep, depth = _feed(app)
        found = Addresses(
            feed=feed,
            deep=deep,
            depth=depth,
            post=_newest_post(0),
            talked=_newest_post(TALKED),
            cookie=_cookie(app),
            searches=_searches(site),
        )
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return found


def _feed(app: Flask) -> tuple[str, str, int]:
    """The fullest feed, the address of a page deep in it, and its number."""
    fullest = select(WorkingGroup).order_by(WorkingGroup.post_count.desc()).limit(1)
    group = db.session.scalars(fullest).one()
    size: int = app.config["FEED_PAGE_SIZE"]
    depth = max(2, min(DEEP, group.post_count // size - 1))
    # Originals alone: of each family the feed shows one text.
    row = db.session.execute(
        select(Placement.published_at, Placement.post_id)
        .where(
            Placement.group_id == group.id,
            Placement.reach == Reach.PUBLIC,
            Placement.post_id == Placement.family_id,
        )
        .order_by(Placement.published_at.desc(), Placement.post_id.desc())
        .offset((depth - 1) * size - 1)
        .limit(1)
    ).one()
    cursor = write_cursor(Cursor(row.published_at, row.post_id))
    feed = f"/en/groups/{group.slug}"
    return feed, f"{feed}?cursor={quote(cursor)}", depth


def _newest_post(comments: int) -> str:
    row = db.session.execute(
        select(Post.id, Post.slug)
        .where(
            Post.kind == Kind.CASE_STUDY,
            Post.language == "en",
            Post.comment_count == comments,
            Post.family_id == Post.id,
        )
        .order_by(Post.id.desc())
        .limit(1)
    ).one()
    return f"/en/posts/{row.id}/{quote(row.slug)}"


def _cookie(app: Flask) -> str:
    account = db.session.scalars(select(Account).where(Account.email == READER)).one()
    return signed_in(app, account)


def _searches(site: Site) -> dict[str, str]:
    words = site.words
    asked: dict[str, Any] = {
        "newest first, the worst word": (words.worst, "newest"),
        "newest first, a rare word": (words.rare, "newest"),
        "best first, a rare word": (words.rare, "best"),
        "best first, a word in 15 % of posts": (words.fifteen, "best"),
        "best first, the worst word": (words.worst, "best"),
        "best first, the worst three words": (words.worst_three, "best"),
    }
    return {
        name: f"/en/search?q={quote(said)}&order={order}"
        for name, (said, order) in asked.items()
    }
