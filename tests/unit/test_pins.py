"""A coordinator keeps a text at the head of a feed for a time, three at most."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.afterwards import fatou_leads_markets, in_two_weeks, revised, tagged
from tests.drafts import case_study, published
from tests.families import translated
from tests.records import last_entry
from tests.world import World
from uclg_share.archiving.actions import archive
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.feeds.choice import Choice
from uclg_share.groups.models import WorkingGroup
from uclg_share.permissions import ANYONE, NotAllowed, Viewer, may_read_inside
from uclg_share.pins.actions import TooManyPinned, pin, unpin
from uclg_share.pins.queries import feed_but_pins, pinned_in, pins_of_any_group
from uclg_share.posts.actions import hide, restore
from uclg_share.posts.models import Placement, Post
from uclg_share.tags.actions import remove_tag


def head_and_rest(
    viewer: Viewer, group: WorkingGroup, *languages: str, kind: Choice | None = None
) -> tuple[list[int], list[int]]:
    db.session.flush()
    inside = may_read_inside(viewer, group)
    both = [
        statement(inside, languages or ("en",), kind).params(here=group.id, now=now())
        for statement in (pins_of_any_group, feed_but_pins)
    ]
    head, rest = ([row.id for row in db.session.execute(one)] for one in both)
    return head, rest


def pinned(world: World, title: str = "Pinned") -> Post:
    post = published(world, case_study(world, title))
    pin(world.viewer("bruno"), world.water, post, in_two_weeks())
    return post


def test_a_pinned_text_stands_at_the_head_and_not_a_second_time(world: World) -> None:
    post, other = pinned(world), published(world)

    assert head_and_rest(ANYONE, world.water) == ([post.id], [other.id])


def test_it_says_how_long_and_the_log_who(world: World) -> None:
    post = pinned(world)

    line, entry = pinned_in(world.water)[0], last_entry()
    assert (line.post_id, line.pinned_by_id) == (post.id, world.bruno.id)
    assert (entry.verb, entry.audience) == (Verb.POST_PINNED, Audience.PUBLIC)
    assert (entry.group_id, "own_post" in entry.data) == (world.water.id, False)


def test_it_ends_by_itself(world: World) -> None:
    post = pinned(world)
    line = db.session.scalars(select(Placement)).one()
    line.pinned_until = now() - timedelta(seconds=1)

    assert head_and_rest(ANYONE, world.water) == ([], [post.id])
    assert pinned_in(world.water) == []


def test_it_can_be_ended_before(world: World) -> None:
    post = pinned(world)

    unpin(world.viewer("elif"), world.water, post)

    assert head_and_rest(ANYONE, world.water) == ([], [post.id])
    assert last_entry().verb is Verb.POST_UNPINNED
    with pytest.raises(ChangedMeanwhile):
        unpin(world.viewer("bruno"), world.water, post)


def test_of_two_who_pin_the_second_is_told(world: World) -> None:
    post = pinned(world)

    with pytest.raises(ChangedMeanwhile):
        pin(world.viewer("elif"), world.water, post, in_two_weeks())


def test_three_at_a_time_and_no_more(world: World) -> None:
    for title in ("One", "Two", "Three"):
        pinned(world, title)

    with pytest.raises(TooManyPinned):
        pinned(world, "Four")

    assert len(pinned_in(world.water)) == 3


def test_each_reader_gets_it_in_a_language_of_theirs(world: World) -> None:
    post = published(world)
    french = translated(world, post)

    pin(world.viewer("elif"), world.water, post, in_two_weeks())

    assert head_and_rest(ANYONE, world.water, "fr") == ([french.id], [])
    assert head_and_rest(ANYONE, world.water, "ar", "en") == ([post.id], [])


def test_a_feed_of_one_kind_pins_that_kind_alone(world: World) -> None:
    post = pinned(world)
    of_kind = Choice.CASE_STUDY, Choice.EXPERIENCE

    found = [head_and_rest(ANYONE, world.water, kind=kind) for kind in of_kind]

    assert found == [([post.id], []), ([], [])]


def test_another_feed_knows_nothing_of_it(world: World) -> None:
    post = tagged(world)
    pin(world.viewer("bruno"), world.water, post, in_two_weeks())

    assert head_and_rest(ANYONE, world.markets) == ([], [post.id])


def test_a_newer_text_stays_pinned(world: World) -> None:
    post = tagged(world)
    pin(world.viewer("bruno"), world.water, post, in_two_weeks())

    revised(world, post)

    assert head_and_rest(ANYONE, world.water) == ([post.id], [])


@pytest.mark.parametrize("way", ["hidden", "archived", "untagged"])
def test_what_leaves_the_feed_is_pinned_no_more(world: World, way: str) -> None:
    fatou, bruno = fatou_leads_markets(world), world.viewer("bruno")
    post = tagged(world)
    pin(fatou, world.markets, post, in_two_weeks())

    if way == "hidden":
        hide(bruno, post, "Why.")
        restore(bruno, post, "Sorry.")
    elif way == "archived":
        archive(bruno, post, "Over.")
    else:
        remove_tag(fatou, world.markets, post, "Not ours.")

    assert pinned_in(world.markets) == []


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_pin_nothing(world: World, name: str) -> None:
    post, viewer = pinned(world), world.viewer(name)

    with pytest.raises(NotAllowed):
        pin(viewer, world.water, published(world), in_two_weeks())
    with pytest.raises(NotAllowed):
        unpin(viewer, world.water, post)


def test_nobody_pins_their_own_unless_alone_and_then_the_log_says_so(
    world: World,
) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    post = published(world, draft, world.bruno)
    with pytest.raises(NotAllowed):
        pin(world.viewer("bruno"), world.water, post, in_two_weeks())
    world.water.coordinator_count = 1
    db.session.flush()

    pin(world.viewer("bruno"), world.water, post, in_two_weeks())

    assert last_entry().data["own_post"] is True


def test_what_does_not_stand_in_a_feed_is_not_pinned_there(world: World) -> None:
    fatou, post = fatou_leads_markets(world), published(world)

    with pytest.raises(ChangedMeanwhile):
        pin(fatou, world.markets, post, in_two_weeks())
