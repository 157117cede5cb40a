"""Two coordinators do the same in the same moment: the second is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from tests.afterwards import OVER, archived, fatou_leads_markets, tagged
from tests.notes import verbs
from tests.web.at_once import at_once
from tests.web.one_of_everything import browser_of
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.database import db, now
from uclg_share.posts.models import Post


def address_of(act: str, post: Post) -> str:
    if act in {"archive", "bring-back"}:
        return f"/en/posts/{post.id}/{act}"
    if act == "close":
        return "/en/groups/water/archive"
    return f"/en/groups/markets/{act.replace('*', str(post.id))}"


@pytest.mark.parametrize(
    "act, verb",
    [
        ("archive", Verb.POST_ARCHIVED),
        ("bring-back", Verb.POST_REVIVED),
        ("close", Verb.GROUP_ARCHIVED),
        ("pins/*", Verb.POST_PINNED),
        ("tags/*/remove", Verb.TAG_REMOVED),
    ],
)
def test_of_two_at_once_one_does_it(
    app: Flask, world: World, act: str, verb: Verb
) -> None:
    fatou_leads_markets(world)
    post = tagged(world)
    if act == "bring-back":
        archived(world, post)
    address = address_of(act, post)
    roles = ("other" if "markets" in address else "coordinator", "administrator")
    browsers = [browser_of(app, world, role) for role in roles]
    day = (now() + timedelta(days=3)).date().isoformat()

    codes = at_once(browsers, address, {"reason": OVER, "until": day})

    db.session.expire_all()
    assert (sorted(codes), verbs().count(verb)) == ([303, 409], 1)
