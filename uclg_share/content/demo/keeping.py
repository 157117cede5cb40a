"""What the people of the demo follow, and what stands on their reading lists."""

from __future__ import annotations

from sqlalchemy import select

from uclg_share.accounts.queries import viewer_for
from uclg_share.content.demo.arriving import People
from uclg_share.database import db
from uclg_share.following.actions import follow
from uclg_share.permissions import may_follow
from uclg_share.posts.models import Kind, Post, Reach
from uclg_share.reading_list.actions import note, save

KEPT = 3
WHY = "For the council in May: ask them what it cost."


def keep(people: People) -> None:
    """Everybody has saved the newest practices, and follows what the first is about."""
    newest = (
        select(Post)
        .where(
            Post.reach == Reach.PUBLIC,
            Post.id == Post.family_id,
            Post.kind == Kind.CASE_STUDY,
        )
        .order_by(Post.published_at.desc(), Post.id.desc())
        .limit(KEPT)
    )
    posts = list(db.session.scalars(newest))
    for account in people.values():
        viewer = viewer_for(account)
        lines = [save(viewer, post) for post in reversed(posts)]
        for line in lines[-1:]:
            note(viewer, line, WHY)
        for post in posts[:1]:
            for thing in (post, post.organisation, *post.themes[:1]):
                if thing and may_follow(viewer, thing):
                    follow(viewer, thing)
