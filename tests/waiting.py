"""One of everything that can wait on the desks of the named world."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from tests.drafts import case_study, published, waiting
from tests.groups import asked
from tests.talk import reported
from tests.world import World
from uclg_share.database import db
from uclg_share.desk.items import Item, Sort
from uclg_share.desk.queries import waiting as waiting_items
from uclg_share.groups.counters import recount_people
from uclg_share.groups.models import Membership, Role, WorkingGroup
from uclg_share.notifications.models import Announcement
from uclg_share.organisations.affiliations import ask
from uclg_share.permissions import Viewer
from uclg_share.posts.models import Post
from uclg_share.reviews.models import Review


def tagged(world: World, title: str = "Shared with two groups") -> Post:
    """A post of Water that Markets shows as well."""
    groups = (world.water.id, world.markets.id)
    return published(world, case_study(world, title, group_ids=groups))


def everything(world: World) -> None:
    """A text, a request, two affiliations and a report; Bruno coordinates Markets and
    finds a tag there."""
    coordinate(world, "bruno")
    post = tagged(world)
    reported(world, post)
    reported(world, post, "fatou")
    waiting(world, case_study(world, "A text"))
    asked(world)
    ask(world.chen, world.coast)
    ask(world.chen, world.hills)
    db.session.commit()


def coordinate(world: World, name: str, group: WorkingGroup | None = None) -> None:
    """Somebody coordinates Markets too, or another group."""
    person = getattr(world, name)
    group = group or world.markets
    db.session.add(Membership(account=person, group=group, role=Role.COORDINATOR))
    db.session.flush()
    recount_people(group)
    db.session.commit()


def sorts(world: World, name: str) -> list[str]:
    return sorted(item.sort.value for item in waiting_items(world.viewer(name)))


def items(world: World, name: str) -> list[Item]:
    return waiting_items(world.viewer(name))


def aged(item: Item, days: int) -> None:
    """The announcement of a tag as if it had been made so long ago."""
    note = db.session.scalars(select(Announcement).where(Announcement.id == item.id))
    note.one().announced_at -= timedelta(days=days)
    db.session.commit()


def texts_on(viewer: Viewer) -> list[Review]:
    return [item.thing for item in waiting_items(viewer, sort=Sort.REVIEW)]
