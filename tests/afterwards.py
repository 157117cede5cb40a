"""What the tests of pins, tags and archives begin with."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from tests.drafts import case_study, published
from tests.world import World
from uclg_share.archiving.actions import archive
from uclg_share.database import db, now
from uclg_share.feeds.gathering import latest, of_organisations
from uclg_share.feeds.queries import of_committee, of_group
from uclg_share.groups.models import Membership, Role, WorkingGroup
from uclg_share.permissions import ANYONE, Viewer
from uclg_share.posts.actions import save
from uclg_share.posts.models import Post
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, submit

WHY = "It belongs to another subject."
OVER = "The fund was closed in 2025."


def in_two_weeks() -> datetime:
    return now() + timedelta(days=14)


def fatou_leads_markets(world: World) -> Viewer:
    """As its only coordinator."""
    role = Role.COORDINATOR
    db.session.add(Membership(account=world.fatou, group=world.markets, role=role))
    world.markets.member_count = world.markets.coordinator_count = 1
    db.session.commit()
    return world.viewer("fatou")


def tagged(world: World, title: str = "Leaks at night", **changes: Any) -> Post:
    """A text of Amina's that Water leads, tagged to Markets as well."""
    groups = (world.water.id, world.markets.id)
    return published(world, case_study(world, title, group_ids=groups, **changes))


def revised(world: World, post: Post, **changes: Any) -> None:
    """Amina sends a newer text in, and Elif accepts it."""
    groups = (world.water.id, world.markets.id)
    text = case_study(world, **{"title": "Newer", "group_ids": groups, **changes})
    amina = world.viewer("amina")
    save(amina, post, text, latest_revision(post).number)
    accept(world.viewer("elif"), submit(amina, post, world.water))
    db.session.commit()


def feed(viewer: Viewer, group: WorkingGroup, *languages: str) -> list[int]:
    db.session.flush()
    rows = of_group(viewer, group, languages or ("en",))
    return [row.id for row in db.session.execute(rows)]


def archived(world: World, post: Post | None = None) -> Post:
    post = post or published(world)
    archive(world.viewer("bruno"), post, OVER)
    db.session.commit()
    return post


def lists(world: World, language: str = "en") -> list[int]:
    """Every public list it might stand in, together."""
    rows = [
        *latest((language,), 10),
        *db.session.execute(of_organisations([world.hills.id], (language,))),
        *db.session.execute(of_committee(world.cooperation, (language,))),
    ]
    return [row.id for row in rows] + feed(ANYONE, world.water, language)
