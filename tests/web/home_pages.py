"""What the tests of the first page share."""

from __future__ import annotations

from datetime import timedelta

from tests.drafts import case_study, published
from tests.web.feed_pages import cards
from tests.world import World
from uclg_share.database import db, now
from uclg_share.groups.models import Membership, Role, WorkingGroup
from uclg_share.posts.models import Post


def open_to_bruno(world: World) -> None:
    """Bruno may publish in every group; Elif coordinates Markets as well."""
    for group, account, role in (
        (world.budgets, world.bruno, Role.MEMBER),
        (world.markets, world.bruno, Role.MEMBER),
        (world.markets, world.elif_, Role.COORDINATOR),
    ):
        db.session.add(Membership(group=group, account=account, role=role))
    db.session.commit()


def by_bruno(world: World, title: str, *groups: WorkingGroup) -> Post:
    """A text of the Coast in these groups; the first one leads and accepted it."""
    ids = tuple(group.id for group in groups)
    draft = case_study(world, title, group_ids=ids, organisation_id=world.coast.id)
    return published(world, draft, world.bruno, groups[0])


def aged(post: Post, days: int) -> None:
    """As if it had been published so many days ago."""
    post.published_at = now() - timedelta(days=days)
    for placement in post.placements:
        placement.published_at = post.published_at
    db.session.commit()


def titles(page: str) -> list[str]:
    """The titles of the posts, from top to bottom."""
    return [title for _, title in cards(page)]


def section(page: str, name: str) -> str:
    """What stands below the heading with this id."""
    below = page.partition(f'aria-labelledby="{name}"')[2]
    return below.partition("</section>")[0]
