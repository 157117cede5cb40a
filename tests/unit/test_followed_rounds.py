"""When the news of what one follows come, and what a round of them costs."""

from __future__ import annotations

from sqlalchemy import select

from tests.bulletin import (
    Carrier,
    Clock,
    joined,
    new_in,
    prefer,
    work,
)
from tests.followers import follows, training
from tests.notes import notes
from tests.sql import queries_during
from tests.world import World
from uclg_share.accounts.models import Account
from uclg_share.database import db
from uclg_share.following.models import Follow
from uclg_share.notifications import digests
from uclg_share.notifications.models import Frequency, News, Topic

MONDAY = (2026, 3, 23, 7)
NEXT_MONDAY = (2026, 3, 30, 7)


def test_who_becomes_a_member_hears_of_it_once(
    world: World, clock: Clock, post: Carrier
) -> None:
    follows(world.chen, world.markets)
    joined(world.chen, world.markets, clock.at)
    clock.on(hours=1)
    new_in("Well", world.markets)

    clock.to(*MONDAY)
    work()
    clock.to(*NEXT_MONDAY)
    work()

    assert post.subjects() == ["New: Well"]


def test_the_inbox_has_one_line_for_each_digest(
    world: World, clock: Clock, post: Carrier
) -> None:
    follows(world.chen, world.markets)
    new_in("A", world.markets)
    new_in("B", world.markets)

    clock.to(*MONDAY)
    work()
    clock.to(*NEXT_MONDAY)
    work()

    [line] = notes(Topic.FOLLOWED_POSTS)
    assert (line.account_id, line.data, line.read_at) == (
        world.chen.id, {"number": 2}, None)  # fmt: skip
    assert len(post.taken) == 1


def test_who_turns_it_on_again_begins_anew(
    world: World, clock: Clock, post: Carrier
) -> None:
    follows(world.chen, world.markets)
    prefer(world.chen, Frequency.NONE, News.FOLLOWED)
    new_in("Missed", world.markets)
    clock.to(*MONDAY)
    work()

    prefer(world.chen, Frequency.WEEKLY, News.FOLLOWED)
    new_in("Heard", world.markets)
    clock.to(*NEXT_MONDAY)
    work()

    assert post.subjects() == ["New: Heard"]


def test_at_once_means_at_once(world: World, clock: Clock, post: Carrier) -> None:
    prefer(world.chen, Frequency.EACH, News.FOLLOWED)
    follows(world.chen, world.markets)
    new_in("Well", world.markets)

    clock.on(minutes=16)
    work()

    assert post.subjects() == ["New: Well"]


def test_a_round_asks_as_much_for_many_followers_as_for_two(
    world: World, clock: Clock, post: Carrier
) -> None:
    def cost(*people: Account) -> int:
        for who in people:
            follows(who, world.markets, world.hills, training())
        new_in("Well", world.markets, organisation_id=world.hills.id)
        clock.on(days=7)
        return queries_during(digests.prepare_next)

    work()
    few = cost(world.chen, world.gabriel)
    work()
    assert len(post.taken) == 2
    db.session.execute(Follow.__table__.delete())  # type: ignore[attr-defined]
    many = cost(world.chen, world.gabriel, world.amina, world.dina)

    assert many <= few + 1
    assert len(db.session.scalars(select(Follow)).all()) == 12
