"""What it takes to tell who saved a search: bounded steps, each done wholly or not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.saving import saved, saves, tell, told
from tests.searching import written
from tests.sql import queries_during
from tests.world import World
from uclg_share.database import db, now
from uclg_share.notifications.models import Notification, Topic
from uclg_share.permissions import Viewer
from uclg_share.saved_searches import actions, telling
from uclg_share.saved_searches.models import NewText


def test_many_searches_are_told_in_steps_and_none_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        saves(world.chen, f"leaking -noise{number}")
    written(world, "Leaking pipes")

    tell(monkeypatch, at_once=2)

    assert len(told()) == len({one["search_id"] for one in told()}) == 7


def test_a_step_that_fails_leaves_nothing_and_comes_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, "leaking")
    written(world, "Leaking pipes")
    with monkeypatch.context() as patch:
        patch.setattr(telling, "now", lambda: now() + timedelta(hours=1))
        patch.setattr(telling, "_with", lambda *_: 1 / 0)
        assert telling.tell_next()
    assert told() == []

    with monkeypatch.context() as patch:
        patch.setattr(telling, "now", lambda: now() + timedelta(hours=3))
        assert telling.tell_next()

    assert len(told()) == 1


def test_an_acceptance_asks_as_much_whatever_is_saved(world: World) -> None:
    written(world, "Leaking valves")  # the next is related to something, as the last
    review = queries_during(lambda: written(world, "Leaking pipes"))
    for name in ("chen", "gabriel", "fatou"):
        viewer: Viewer = world.viewer(name)
        for word in ("leaking", "pipes", "walk", "water"):
            saved(viewer, word)
    db.session.commit()

    assert queries_during(lambda: written(world, "Leaking taps")) <= review


def test_other_searches_cost_a_new_text_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, *(f"tramway{number}" for number in range(20)))
    monkeypatch.setattr(telling, "hearers_of", lambda *_: pytest.fail("asked"))

    written(world, "Leaking pipes")
    tell(monkeypatch)

    assert db.session.scalar(select(func.count(NewText.post_id))) == 0


def test_what_is_removed_tells_no_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    [kept] = saves(world.chen, "leaking")
    actions.remove(world.viewer("chen"), kept)
    db.session.commit()

    written(world, "Leaking pipes")
    tell(monkeypatch)

    assert db.session.scalar(select(func.count(Notification.id)).where(
        Notification.topic == Topic.SEARCH_FOUND)) == 0  # fmt: skip
