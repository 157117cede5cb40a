"""Which desk a report stands on, and how long it keeps what it says."""

from __future__ import annotations

import pytest

from tests.authorship import along
from tests.drafts import case_study, published
from tests.talk import WORDS, remark, reported, said
from tests.unit.test_flags import desk
from tests.world import World
from uclg_share.comments.actions import edit
from uclg_share.comments.models import Comment
from uclg_share.database import db
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.groups.models import Membership
from uclg_share.permissions import may_settle
from uclg_share.posts.models import Post


@pytest.mark.parametrize("name", ["bruno", "elif", "fatou", "dina", "amina", "chen"])
def test_the_desk_shows_exactly_what_one_may_settle(world: World, name: str) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    post, by_bruno = published(world), published(world, draft, world.bruno)
    by_bruno.keeper = world.elif_
    joint = published(world, case_study(world, "Written together"))
    along(world, joint, world.elif_)
    db.session.add(Membership(account=world.amina, group=world.budgets))
    things: list[Post | Comment] = [post, by_bruno, joint]
    things += [said(world, post), said(world, by_bruno, "elif"), said(world, joint)]
    flags = [reported(world, thing) for thing in things]
    viewer = world.viewer(name)

    assert desk(world, name) == [one.id for one in flags if may_settle(viewer, one)]


def test_a_report_keeps_the_words_it_was_about(world: World) -> None:
    comment = said(world, published(world))
    flag = reported(world, comment)

    edit(world.viewer("chen"), comment, remark("Nothing to see."), comment.version)

    assert flag.quoted == WORDS


def test_a_settled_thing_can_be_reported_again(world: World) -> None:
    comment = said(world, published(world))
    flag = reported(world, comment)
    settle(world.viewer("bruno"), flag, Settlement.KEPT, "")

    again = reported(world, comment)

    assert again.id != flag.id
    assert desk(world, "bruno") == [again.id]
