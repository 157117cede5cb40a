"""A group that has ended its work is left for reading, and can be opened again."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, drafted, published, waiting
from tests.groups import asked
from tests.notes import notes
from tests.records import last_entry
from tests.talk import reported, said
from tests.world import World
from uclg_share.archiving.actions import StillWaiting, archive_group, reopen_group
from uclg_share.archiving.queries import Waiting
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.groups.joining import withdraw
from uclg_share.groups.models import Lifecycle
from uclg_share.notifications.models import Topic
from uclg_share.permissions import (
    ANYONE,
    NotAllowed,
    may_admit,
    may_comment,
    may_pin,
    may_post_in,
    may_read_group,
    may_read_post,
)
from uclg_share.posts.queries import taggable_groups
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.queries import can_be_taken_back, last_accepted

OVER = "The mandate ended in 2026."


def closed(world: World) -> None:
    archive_group(world.viewer("bruno"), world.water, OVER)
    db.session.commit()


def test_it_stays_readable_and_takes_nothing_any_more(world: World) -> None:
    post = published(world)

    closed(world)

    amina, bruno = world.viewer("amina"), world.viewer("bruno")
    assert may_read_group(ANYONE, world.water)
    assert may_read_post(ANYONE, post)
    assert not may_post_in(amina, world.water)
    assert not may_comment(amina, post)
    assert not may_admit(bruno, world.water)
    assert not may_pin(bruno, world.water, post)
    assert world.water not in taggable_groups(amina)


def test_it_says_since_when_and_why_and_so_does_the_log(world: World) -> None:
    closed(world)

    entry = last_entry()
    assert (world.water.lifecycle, world.water.archived_reason) == (
        Lifecycle.ARCHIVED,
        OVER,
    )
    assert world.water.archived_at is not None
    assert (entry.verb, entry.audience) == (Verb.GROUP_ARCHIVED, Audience.PUBLIC)


def test_its_other_members_are_told_once(world: World) -> None:
    closed(world)
    reopen_group(world.viewer("elif"), world.water, "We go on.")

    heard = [note.account_id for note in notes(Topic.GROUP_ARCHIVED)]
    assert heard == [world.amina.id, world.elif_.id]  # Hana is suspended


def test_what_waits_is_settled_first(world: World) -> None:
    review, request = waiting(world), asked(world)
    flag = reported(world, said(world, published(world)))

    with pytest.raises(StillWaiting) as refused:
        closed(world)

    assert refused.value.waiting == Waiting(texts=1, requests=1, reports=1)
    accept(world.viewer("elif"), review)
    withdraw(world.viewer("chen"), request)
    flag.settled_at = flag.raised_at
    closed(world)
    assert world.water.is_archived


def test_what_waits_elsewhere_is_no_hindrance(world: World) -> None:
    draft = case_study(
        world, group_ids=(world.budgets.id,), organisation_id=world.coast.id
    )
    waiting(world, draft, world.fatou, world.budgets)

    closed(world)

    assert world.water.is_archived


def test_a_text_of_another_group_does_not_come_into_it(world: World) -> None:
    groups = (world.water.id, world.markets.id)
    old = published(world, case_study(world, group_ids=groups))
    review = waiting(world, case_study(world, "New", group_ids=groups))
    world.markets.lifecycle = Lifecycle.ARCHIVED
    db.session.flush()

    accept(world.viewer("elif"), review)

    assert [line.group_id for line in review.post.placements] == [world.water.id]
    assert {line.group_id for line in old.placements} == set(groups)


def test_an_acceptance_there_is_not_taken_back(world: World) -> None:
    review = last_accepted(published(world))
    assert review is not None
    closed(world)

    assert not can_be_taken_back(review)
    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_a_draft_is_not_sent_there(world: World) -> None:
    draft = drafted(world)
    closed(world)

    with pytest.raises(NotAllowed):
        submit(world.viewer("amina"), draft, world.water)


def test_it_is_opened_again(world: World) -> None:
    closed(world)

    reopen_group(world.viewer("elif"), world.water, "We go on.")

    assert world.water.lifecycle is Lifecycle.ACTIVE
    assert (world.water.archived_at, world.water.archived_reason) == (None, "")
    assert may_post_in(world.viewer("amina"), world.water)
    assert last_entry().verb is Verb.GROUP_REOPENED


def test_whoever_comes_second_is_told(world: World) -> None:
    closed(world)

    with pytest.raises(ChangedMeanwhile):
        archive_group(world.viewer("elif"), world.water, OVER)
    reopen_group(world.viewer("elif"), world.water, "We go on.")
    with pytest.raises(ChangedMeanwhile):
        reopen_group(world.viewer("bruno"), world.water, "We go on.")


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_others_close_and_open_no_group(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        archive_group(world.viewer(name), world.water, OVER)
    closed(world)
    with pytest.raises(NotAllowed):
        reopen_group(world.viewer(name), world.water, OVER)


def test_a_group_in_preparation_is_not_archived(world: World) -> None:
    world.water.lifecycle = Lifecycle.DRAFT
    db.session.flush()

    with pytest.raises(NotAllowed):
        closed(world)
