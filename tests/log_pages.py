"""A group in which much was done, and what the public log says of it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from flask.testing import FlaskClient

from tests import talk
from tests.admin_forms import proposed
from tests.drafts import case_study, published
from tests.groups import membership
from tests.world import World
from uclg_share.accounts.actions import appoint_administrator
from uclg_share.comments import moderating
from uclg_share.database import db
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.groups.coordinating import (
    appoint_coordinator,
    dismiss_coordinator,
    end_membership,
)
from uclg_share.organisations.actions import confirm
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post, Talk

WATER, SITE = "/en/groups/water/log", "/en/log"
GONE = "What a hidden text is called"
PRIVATE = "Told between those it concerns"


def busy(world: World) -> dict[str, Post]:
    """Every public act but those on forms of the administration."""
    bruno, dina, elif_ = map(world.viewer, ("bruno", "dina", "elif"))
    shown, gone = published(world), published(world, case_study(world, GONE))
    remark = talk.said(world, shown)
    moderating.hide(elif_, remark, "It insults; write to amina@people.example.org.")
    moderating.restore(elif_, remark, "A misunderstanding.")
    moderating.close_talk(bruno, shown, Talk.LOCKED, "It went in circles.")
    moderating.open_talk(bruno, shown)
    hide(dina, shown, "A figure was wrong.")
    restore(dina, shown, "It was corrected.")
    report = talk.reported(world, shown)
    settle(bruno, report, Settlement.KEPT, PRIVATE)
    below = talk.said(world, gone)
    settle(bruno, talk.reported(world, below), Settlement.HIDDEN, "Not to be read.")
    hide(bruno, gone, "It names a child.")
    appoint_coordinator(bruno, world.water, world.amina)
    dismiss_coordinator(bruno, membership(world.amina, world.water))
    end_membership(bruno, membership(world.elif_, world.water), PRIVATE)
    appoint_administrator(dina, world.gabriel)
    confirm(dina, proposed(world))
    kept = talk.of_budgets(world)
    hide(world.viewer("fatou"), kept, "For members alone.")
    db.session.commit()
    return {"shown": shown, "gone": gone, "kept": kept}


def main_of(text: str) -> str:
    """The page without its head, where the name of the reader stands."""
    return unescape(text.partition("<main")[2].partition("</main>")[0])


def lines(client: FlaskClient, address: str) -> list[str]:
    """Each entry of a page as one line of plain words."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    items = re.findall(r'<li id="e-\d+">(.*?)</li>', answer.text, re.DOTALL)
    plain: Any = (re.sub(r"<[^>]+>", " ", item) for item in items)
    return [" ".join(unescape(item).split()).replace(" ,", ",") for item in plain]
