"""The index follows what readers may see: at once, and for whom it is meant alone."""

from __future__ import annotations

from sqlalchemy import update

from tests.afterwards import archived
from tests.drafts import case_study, drafted, published, waiting
from tests.searching import found, written
from tests.world import World
from uclg_share.archiving.actions import bring_back
from uclg_share.database import db
from uclg_share.permissions import ANYONE
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach_of_group
from uclg_share.reviews.actions import accept, take_back
from uclg_share.search.queries import cards


def test_what_is_not_published_is_not_found(world: World) -> None:
    drafted(world)
    waiting(world)

    assert found("leak", world.viewer("dina")) == []


def test_what_leaves_the_lists_is_found_no_more(world: World) -> None:
    bruno = world.viewer("bruno")
    hidden, old = written(world, "Hidden pipes"), written(world, "Old pipes")

    hide(bruno, hidden, "Names a person.")
    archived(world, old)
    assert found("pipe", world.viewer("dina")) == []

    restore(bruno, hidden)
    bring_back(bruno, old, "Still true.")
    assert found("pipe") == [old.id, hidden.id]


def test_a_decision_taken_back_leaves_no_word(world: World) -> None:
    review = waiting(world)
    accept(world.viewer("elif"), review)
    assert found("leak")

    take_back(world.viewer("elif"), review)
    assert found("leak") == []


def test_members_find_what_is_for_them(world: World) -> None:
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    post = published(world, draft, world.fatou, world.budgets)

    assert found("leak", world.viewer("fatou")) == [post.id]
    for outsider in (ANYONE, world.viewer("amina"), world.viewer("bruno")):
        assert found("leak", outsider) == []
        assert cards(outsider, [post.id]) == {}


def test_a_group_that_opens_shows_its_words(world: World) -> None:
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    post = published(world, draft, world.fatou, world.budgets)

    set_reach_of_group(world.budgets, Reach.PUBLIC)
    assert found("leak") == [post.id]

    set_reach_of_group(world.budgets, Reach.GROUP)
    assert found("leak") == []


def test_a_stale_index_shows_nothing_hidden(world: World) -> None:
    post = published(world)
    db.session.execute(update(Post).values(reach=Reach.HIDDEN))

    assert found("leak") == [post.id]
    assert cards(ANYONE, [post.id]) == {}
