"""What waits on desks, for how long, and the mails about it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from sqlalchemy import update

from tests.bulletin import START, text_of
from tests.drafts import case_study, waiting
from tests.talk import reported, said
from tests.world import World
from uclg_share.database import db
from uclg_share.flags.models import Flag
from uclg_share.groups.models import JoinRequest
from uclg_share.notifications.models import Notification, Topic
from uclg_share.posts.models import Post
from uclg_share.reviews.models import Review

TOLD = [Topic.DESK_WAITS, Topic.DESK_FORGOTTEN]
ITEM = re.compile(r"^  (Item \d+|Chen)$", re.MULTILINE)


def sent_in(world: World, title: str, since: datetime = START, **facts: Any) -> Review:
    """A text that waits since then; what its sending told is no part of the tale."""
    author = world.fatou if facts else world.amina
    group = world.budgets if facts else world.water
    review = waiting(world, case_study(world, title, **facts), author, group)
    review.submitted_at = since
    hush()
    return review


def in_budgets(world: World) -> dict[str, Any]:
    return {"group_ids": (world.budgets.id,), "organisation_id": world.coast.id}


def asks(world: World, since: datetime = START) -> JoinRequest:
    """Chen asks to join Water."""
    request = JoinRequest(group=world.water, account=world.chen, asked_at=since)
    db.session.add(request)
    hush()
    return request


def reported_since(world: World, post: Post, since: datetime = START) -> Flag:
    flag = reported(world, said(world, post))
    flag.raised_at = since
    hush()
    return flag


def hush() -> None:
    """No other mail is on its way."""
    db.session.flush()
    unsent = update(Notification).where(
        Notification.mailed_at.is_(None), Notification.topic.not_in(TOLD)
    )
    db.session.execute(unsent.values(mailed_at=START - timedelta(days=1)))
    db.session.commit()


def named_in(message: EmailMessage) -> list[str]:
    return ITEM.findall(text_of(message))
