"""Reasons a group gives of its own."""

from __future__ import annotations

import pytest

from tests.drafts import waiting
from tests.groups import last_entry
from tests.notes import notes
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.reviews.actions import decline, send_back, take_back
from uclg_share.reviews.models import GroupReason
from uclg_share.reviews.reasons import (
    MOST,
    ReasonRecord,
    TooMany,
    add,
    change,
    reasons_of,
    retire,
)

PIPES = ReasonRecord({"en": "Pipes without a map", "fr": "Sans plan"}, "Ask for it.")


@pytest.fixture
def pipes(world: World) -> GroupReason:
    return add(world.viewer("bruno"), world.water, PIPES)


def test_a_reason_is_added_changed_and_retired(
    world: World, pipes: GroupReason
) -> None:
    assert reasons_of(world.water.id) == [pipes]
    assert reasons_of(world.budgets.id) == []

    change(world.viewer("elif"), pipes, ReasonRecord({"en": "No map"}, ""), 1)
    assert (pipes.names, pipes.hint) == ({"en": "No map"}, "")
    retire(world.viewer("dina"), pipes)

    assert reasons_of(world.water.id) == []
    assert last_entry() == (
        Verb.REASON_RETIRED,
        world.dina.id,
        world.water.id,
        Audience.COORDINATORS,
    )


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_the_coordinators_of_the_group_alone_set_its_reasons(
    world: World, pipes: GroupReason, name: str
) -> None:
    viewer = world.viewer(name)

    with pytest.raises(NotAllowed):
        add(viewer, world.water, PIPES)
    with pytest.raises(NotAllowed):
        change(viewer, pipes, PIPES, 1)
    with pytest.raises(NotAllowed):
        retire(viewer, pipes)


def test_what_changed_meanwhile_is_not_overwritten(
    world: World, pipes: GroupReason
) -> None:
    change(world.viewer("elif"), pipes, ReasonRecord({"en": "No map"}, ""), 1)

    with pytest.raises(ChangedMeanwhile):
        change(world.viewer("bruno"), pipes, PIPES, 1)


def test_what_is_retired_is_retired_once_and_not_changed(
    world: World, pipes: GroupReason
) -> None:
    bruno = world.viewer("bruno")
    retire(bruno, pipes)

    with pytest.raises(ChangedMeanwhile):
        retire(bruno, pipes)
    with pytest.raises(ChangedMeanwhile):
        change(bruno, pipes, PIPES, pipes.version)


def test_a_group_has_only_so_many(world: World) -> None:
    bruno = world.viewer("bruno")
    for _ in range(MOST):
        add(bruno, world.water, PIPES)

    with pytest.raises(TooMany):
        add(bruno, world.water, PIPES)


@pytest.mark.parametrize("act", [send_back, decline])
def test_the_reason_is_kept_and_told_in_every_language(
    world: World, pipes: GroupReason, act: object
) -> None:
    review = waiting(world)

    act(world.viewer("bruno"), review, pipes, "Please add one.")  # type: ignore[operator]

    (note,) = notes(Topic.POST_RETURNED, Topic.POST_DECLINED)
    assert (review.own_reason, review.reason) == (pipes, None)
    assert note.data["own_reason"] == PIPES.names


def test_a_decision_taken_back_has_no_reason(world: World, pipes: GroupReason) -> None:
    review = waiting(world)
    decline(world.viewer("bruno"), review, pipes, "No.")

    take_back(world.viewer("bruno"), review)

    assert (review.own_reason, review.note) == (None, "")


def test_the_reason_of_another_group_or_a_retired_one_is_not_given(
    world: World, pipes: GroupReason
) -> None:
    other = add(world.viewer("fatou"), world.budgets, PIPES)
    retire(world.viewer("bruno"), pipes)
    review = waiting(world)

    for reason in (other, pipes):
        with pytest.raises(ChangedMeanwhile):
            send_back(world.viewer("bruno"), review, reason, "Please.")
