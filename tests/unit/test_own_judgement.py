"""Nobody judges their own text, unless nobody else can: then the log says so."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, published
from tests.records import last_entry
from tests.talk import reported, said
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.comments import moderating
from uclg_share.database import db
from uclg_share.flags.actions import settle
from uclg_share.flags.models import Settlement
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post

WHY = "It names a person."


def by_bruno(world: World) -> Post:
    draft = case_study(world, organisation_id=world.coast.id)
    return published(world, draft, world.bruno)


def test_another_coordinator_hides_it_and_shows_it_again(world: World) -> None:
    post, bruno = by_bruno(world), world.viewer("bruno")
    with pytest.raises(NotAllowed):
        hide(bruno, post, WHY)

    hide(world.viewer("elif"), post, WHY)
    with pytest.raises(NotAllowed):
        restore(bruno, post, WHY)
    restore(world.viewer("elif"), post, WHY)

    assert "own_post" not in last_entry().data


def test_the_only_coordinator_does_and_the_log_says_whose_it_was(world: World) -> None:
    post, bruno = by_bruno(world), world.viewer("bruno")
    world.water.coordinator_count = 1
    db.session.flush()

    hide(bruno, post, WHY)
    assert last_entry().data["own_post"] is True
    restore(bruno, post, WHY)

    assert last_entry().verb is Verb.POST_RESTORED
    assert last_entry().data["own_post"] is True


def test_an_administrator_does_not_hide_what_they_wrote(world: World) -> None:
    post = published(world)
    post.author_id = world.dina.id
    db.session.flush()

    with pytest.raises(NotAllowed):
        hide(world.viewer("dina"), post, WHY)


def test_what_others_say_below_it_is_not_ones_own(world: World) -> None:
    post = by_bruno(world)
    comment = said(world, post)

    moderating.hide(world.viewer("bruno"), comment, WHY)

    assert not comment.is_shown


def test_a_report_of_it_is_for_somebody_else_even_then(world: World) -> None:
    flag = reported(world, by_bruno(world))
    world.water.coordinator_count = 1
    db.session.flush()

    with pytest.raises(NotAllowed):
        settle(world.viewer("bruno"), flag, Settlement.KEPT, "")
