"""Members of some groups, and what these published in a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from uclg_share.accounts.models import Account
from uclg_share.database import db, now
from uclg_share.groups.models import Membership, WorkingGroup
from uclg_share.notifications.announcing import SETTLES
from uclg_share.notifications.models import Announcement
from uclg_share.posts.models import Kind, Placement, Post, Reach

GROUPS = 6
POSTS = 24
LOCALES = ("en", "fr", "es", "ar")


def fill(members: int) -> None:
    """People of four languages, each in two of the groups, and a week of posts."""
    moment = now() - SETTLES - timedelta(hours=1)
    names = [{"en": f"Group {at}"} for at in range(GROUPS)]
    rows(WorkingGroup, [{"slug": f"group-{at}", "names": name, "position": at}
                        for at, name in enumerate(names)])  # fmt: skip
    rows(Account, [person(at) for at in range(members)])
    joined = moment - timedelta(days=7)
    rows(Membership, [{"account_id": at + 1, "group_id": (at + more) % GROUPS + 1,
                       "joined_at": joined} for at in range(members)
                      for more in (0, 1)])  # fmt: skip
    rows(Post, [post(at, moment) for at in range(POSTS)])
    db.session.execute(update(Post).values(family_id=Post.id))
    rows(Placement, [placement(at, moment) for at in range(POSTS)])
    rows(Announcement, [{"group_id": at % GROUPS + 1, "family_id": at + 1,
                         "post_id": at + 1, "announced_at": moment}
                        for at in range(POSTS)])  # fmt: skip
    db.session.commit()


def person(at: int) -> dict[str, Any]:
    address = f"member-{at}@bench.example.org"
    return {
        "name": f"Member {at}",
        "email": address,
        "email_key": address,
        "password_hash": "",
        "locale": LOCALES[at % len(LOCALES)],
        "email_confirmed_at": now(),
    }


def post(at: int, moment: datetime) -> dict[str, Any]:
    return {
        "kind": Kind.CASE_STUDY,
        "lead_group_id": at % GROUPS + 1,
        "title": f"What a town learned about its water, part {at}",
        "slug": f"what-a-town-learned-{at}",
        "summary": "Half of the water was lost. We listened at night. " * 4,
        "body": {},
        "country": "MZ",
        "place": "Maputo",
        "reach": Reach.PUBLIC,
        "published_at": moment,
        "updated_at": moment,
    }


def placement(at: int, moment: datetime) -> dict[str, Any]:
    return {
        "group_id": at % GROUPS + 1,
        "post_id": at + 1,
        "family_id": at + 1,
        "kind": Kind.CASE_STUDY,
        "language": "en",
        "reach": Reach.PUBLIC,
        "published_at": moment,
    }


def rows(model: Any, values: list[dict[str, Any]]) -> None:
    for at in range(0, len(values), 1000):
        db.session.execute(insert(model), values[at : at + 1000])
