"""What is in a digest, and what never is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.bulletin import (
    START,
    Carrier,
    Clock,
    joined,
    new_in,
    prefer,
    tag,
    text_of,
    titles_in,
    work,
)
from tests.world import World
from uclg_share.database import db
from uclg_share.notifications import announcing
from uclg_share.notifications.models import Frequency

MONDAY = (2026, 3, 23, 7)


def test_what_is_in_two_groups_is_in_one_mail_once(
    world: World, clock: Clock, post: Carrier
) -> None:
    joined(world.amina, world.markets)
    new_in("Both", world.water, world.markets)
    new_in("Alone", world.markets)

    clock.to(*MONDAY)
    work()

    [message] = post.taken
    assert text_of(message).count("* Both\n") == 1
    assert message["Subject"] == "2 new posts, the newest: Alone"


def test_what_one_group_told_on_tuesday_another_does_not_tell_on_monday(
    world: World, clock: Clock, post: Carrier
) -> None:
    joined(world.amina, world.markets)
    prefer(world.amina, Frequency.DAILY, group=world.markets)
    new_in("Both", world.water, world.markets)
    clock.to(2026, 3, 19, 7)
    work()
    later = new_in("Tagged later", world.water)

    clock.to(*MONDAY)
    work()
    tag(later, world.markets)
    clock.to(2026, 3, 24, 7)
    work()

    assert post.subjects() == ["New: Both", "New: Tagged later"]


def test_who_joins_is_told_of_what_comes_after(
    world: World, clock: Clock, post: Carrier
) -> None:
    new_in("Before", world.markets)
    clock.on(hours=1)
    joined(world.amina, world.markets, START + timedelta(minutes=30))
    new_in("Both, before for Water", world.markets, world.water)

    clock.to(*MONDAY)
    work()

    assert post.subjects() == ["New: Both, before for Water"]


def test_a_new_membership_begins_anew(
    world: World, clock: Clock, post: Carrier
) -> None:
    first = joined(world.amina, world.markets)
    clock.to(*MONDAY)
    work()
    first.ended_at = clock.at
    new_in("While away", world.markets)
    clock.on(days=3)
    joined(world.amina, world.markets, clock.at)

    clock.on(days=7)
    work()

    assert post.taken == []


def test_a_practice_comes_in_the_best_language_of_its_reader(
    world: World, clock: Clock, post: Carrier
) -> None:
    original = new_in("A well", world.water)
    family: dict[str, Any] = {"family_id": original.id}
    new_in("Un puits", world.water, language="fr", **family)
    new_in("Un pozo", world.water, language="es", **family)
    world.amina.locale, world.amina.reads = "ar", ["fr", "en"]
    db.session.commit()

    clock.to(*MONDAY)
    work()
    new_in("بئر", world.water, language="ar", **family)
    clock.on(weeks=1)
    work()

    [message] = post.taken
    assert titles_in(message, ["A well", "Un puits", "Un pozo"]) == ["Un puits"]


def test_what_was_published_before_a_text_was_revised_is_not_new_again(
    world: World, clock: Clock, post: Carrier
) -> None:
    text = new_in("A well", world.water)
    clock.to(*MONDAY)
    work()

    announcing.announce(text, [world.water.id])
    db.session.commit()
    clock.on(weeks=1)
    work()

    assert post.subjects() == ["New: A well"]


def test_a_long_list_is_cut_and_says_so(
    world: World, clock: Clock, post: Carrier
) -> None:
    for number in range(25):
        new_in(f"Well {number:02}", world.water)

    clock.to(*MONDAY)
    work()

    [message] = post.taken
    assert message["Subject"] == "25 new posts, the newest: Well 24"
    assert text_of(message).count("* Well") == 20
    assert "And 5 more:" in text_of(message)
    assert len(text_of(message, "html").encode()) < 30_000
