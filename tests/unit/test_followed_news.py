"""What one follows, in the digest, the inbox and single mails."""

from __future__ import annotations

from typing import Any

from tests.bulletin import (
    Carrier,
    Clock,
    new_in,
    prefer,
    tag,
    text_of,
    work,
)
from tests.followers import follows, training
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications import digests
from uclg_share.notifications.models import Frequency, News
from uclg_share.posts.models import Post, Reach
from uclg_share.posts.placing import set_reach

MONDAY = (2026, 3, 23, 7)
NEXT_MONDAY = (2026, 3, 30, 7)


def test_a_group_an_organisation_and_a_theme_are_in_one_digest(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.NONE)
    new_in("Before", world.markets)
    follows(world.chen, world.markets, world.hills, training())
    new_in("By the Hills", world.water, organisation_id=world.hills.id)
    training(new_in("On training", world.water))
    training(new_in("All three", world.markets, organisation_id=world.hills.id))
    new_in("Of no concern", world.water)

    clock.to(*MONDAY)
    work()

    assert post.subjects() == ["3 new posts, the newest: All three"]
    text = text_of(post.taken[0])
    assert [text.count(f"* {title}\n") for title in (
        "By the Hills", "On training", "All three", "Of no concern", "Before")
    ] == [1, 1, 1, 0, 0]  # fmt: skip
    assert "New in your groups and in what you follow" in text


def test_nothing_is_told_twice_whatever_brings_it(
    world: World, clock: Clock, post: Carrier
) -> None:
    """Daily by what one follows, weekly by the group; and the other way round."""
    prefer(world.amina, Frequency.DAILY, News.FOLLOWED)
    follows(world.amina, world.hills, world.markets)
    first = new_in("First", world.water, organisation_id=world.hills.id)
    clock.to(2026, 3, 19, 7)
    work()
    new_in("Second", world.water)
    clock.to(*MONDAY)
    work()
    tag(first, world.markets)
    clock.to(2026, 3, 24, 7)
    work()

    assert post.subjects() == ["New: First", "New: Second"]


def test_what_a_group_told_a_thing_one_follows_does_not(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.DAILY)
    follows(world.amina, world.markets)
    well = new_in("Well", world.water)
    clock.to(2026, 3, 19, 7)
    work()
    tag(well, world.markets)

    clock.to(*MONDAY)
    work()

    assert post.subjects() == ["New: Well"]


def test_only_what_one_may_read_when_it_leaves(
    world: World, clock: Clock, post: Carrier
) -> None:
    prefer(world.amina, Frequency.NONE)
    follows(world.chen, world.coast)
    facts: dict[str, Any] = {"organisation_id": world.coast.id}
    new_in("For members", world.budgets, reach=Reach.GROUP, **facts)
    hidden = new_in("Hidden", world.water, **facts)
    set_reach(hidden, Reach.HIDDEN)
    late = new_in("Hidden late", world.water, **facts)
    new_in("Shown", world.water, **facts)

    clock.to(*MONDAY)
    while digests.prepare_next():
        pass
    set_reach(db.session.get_one(Post, late.id), Reach.HIDDEN)
    db.session.commit()
    work()

    assert len(post.taken) == 1
    text = text_of(post.taken[0])
    assert "* Shown" in text
    assert "Hidden" not in text
    assert "For members" not in text
