"""Posts that came into a group through another one."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, published
from tests.groups import last_entry
from tests.waiting import aged, coordinate, items, sorts, tagged
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyDecided
from uclg_share.database import db
from uclg_share.desk.tagging import keep
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import hide, save
from uclg_share.reviews.actions import accept, submit


def test_a_tag_from_elsewhere_stays_when_it_is_kept(world: World) -> None:
    coordinate(world, "chen")
    coordinate(world, "gabriel")
    tagged(world)
    (item,) = items(world, "chen")

    keep(world.viewer("chen"), item.thing)

    assert last_entry() == (
        Verb.TAG_KEPT,
        world.chen.id,
        world.markets.id,
        Audience.COORDINATORS,
    )
    assert sorts(world, "chen") == sorts(world, "gabriel") == []
    with pytest.raises(AlreadyDecided) as late:
        keep(world.viewer("gabriel"), item.thing)
    assert late.value.who == "Chen"


@pytest.mark.parametrize("name", ["amina", "bruno", "fatou", "dina"])
def test_a_tag_is_for_the_coordinators_of_its_group(world: World, name: str) -> None:
    coordinate(world, "chen")
    tagged(world)
    (item,) = items(world, "chen")

    with pytest.raises(NotAllowed):
        keep(world.viewer(name), item.thing)

    assert "tag" not in sorts(world, name)


def test_what_is_old_or_hidden_or_ones_own_is_no_tag_from_elsewhere(
    world: World,
) -> None:
    coordinate(world, "bruno")
    published(world)
    first, second = tagged(world), tagged(world, "Hidden")
    hide(world.viewer("bruno"), second, "Names a child.")
    db.session.commit()
    (item,) = items(world, "bruno")
    assert item.thing.post is first

    aged(item, days=31)

    assert items(world, "bruno") == []


def test_a_newer_text_of_a_post_brings_no_tag_back(world: World) -> None:
    coordinate(world, "bruno")
    post = tagged(world)
    keep(world.viewer("bruno"), items(world, "bruno")[0].thing)
    groups = (world.water.id, world.markets.id)

    save(world.viewer("amina"), post, case_study(world, "New", group_ids=groups), 1)
    accept(world.viewer("elif"), submit(world.viewer("amina"), post, world.water))

    assert items(world, "bruno") == []
