"""A digest shows only what its reader may read when it leaves."""

from __future__ import annotations

from tests.afterwards import archived
from tests.bulletin import (
    Carrier,
    Clock,
    hidden_away,
    joined,
    new_in,
    work,
)
from tests.notes import notes
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.posts.models import Reach
from uclg_share.posts.placing import set_reach
from uclg_share.posts.publishing import unpublish

MONDAY = (2026, 3, 23, 7)


def test_only_what_the_reader_may_read_when_it_leaves(
    world: World, clock: Clock, post: Carrier
) -> None:
    hidden = new_in("Hidden", world.water)
    new_in("Of members elsewhere", world.budgets, reach=Reach.GROUP)
    tagged = new_in("Tagged", world.budgets, world.water, reach=Reach.GROUP)
    new_in("Read", world.water)
    undone, ended = (new_in(title, world.water) for title in ("Undone", "Ended"))
    set_reach(hidden, Reach.HIDDEN)
    set_reach(tagged, Reach.GROUP)
    unpublish(undone)
    archived(world, ended)
    db.session.commit()

    clock.to(*MONDAY)
    work()

    assert post.subjects() == ["New: Read"]


def test_what_is_hidden_while_its_mail_waits_is_not_in_it(
    world: World, clock: Clock, post: Carrier
) -> None:
    shown, hidden = new_in("Shown", world.water), new_in("Hidden", world.water)
    clock.to(*MONDAY)
    post.is_down = True
    work()
    hidden_away(hidden)

    post.is_down = False
    clock.on(minutes=2)
    work()
    assert post.subjects() == ["New: Shown"]
    hidden_away(shown)


def test_a_digest_that_became_empty_does_not_leave(
    world: World, clock: Clock, post: Carrier
) -> None:
    only = new_in("Only", world.water)
    clock.to(*MONDAY)
    post.is_down = True
    work()
    hidden_away(only)

    post.is_down = False
    clock.on(minutes=2)
    work()

    assert post.taken == []
    assert notes(Topic.DIGEST)[0].error.startswith("Not sent: nothing in it")


def test_an_administrator_gets_no_hidden_text_either(
    world: World, clock: Clock, post: Carrier
) -> None:
    joined(world.dina, world.water)
    hidden_away(new_in("Hidden", world.water))

    clock.to(*MONDAY)
    work()

    assert post.taken == []
