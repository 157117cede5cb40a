"""A reading list: what is saved, noted, taken off and put back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.drafts import drafted, published
from tests.notes import verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.posts.line import find_shown
from uclg_share.reading_list import actions as reading
from uclg_share.reading_list.models import SavedPost
from uclg_share.reading_list.queries import families_saved


def test_the_newest_saved_is_on_top(world: World) -> None:
    first, second = published(world), published(world)
    chen = world.viewer("chen")

    for post in (first, second, first):
        reading.save(chen, post)

    assert families_saved(chen) == [second.id, first.id]
    shown = find_shown(chen, first.id)
    assert shown
    assert (shown.is_followed, shown.is_saved) == (False, True)
    assert families_saved(world.viewer("amina")) == []


def test_what_is_taken_off_can_be_put_back_where_it_stood(world: World) -> None:
    first, second = published(world), published(world)
    chen = world.viewer("chen")
    kept = reading.save(chen, first)
    reading.note(chen, kept, "For the council.")
    reading.save(chen, second)

    reading.remove(chen, kept)
    assert families_saved(chen) == [second.id]
    with pytest.raises(ChangedMeanwhile):
        reading.remove(chen, kept)
    reading.restore(chen, kept)

    assert families_saved(chen) == [second.id, first.id]
    assert kept.note == "For the council."
    with pytest.raises(ChangedMeanwhile):
        reading.restore(chen, kept)


def test_only_the_last_taken_off_is_remembered(world: World) -> None:
    chen = world.viewer("chen")
    lines = [reading.save(chen, published(world)) for _ in range(2)]

    for line in lines:
        reading.remove(chen, line)
    db.session.expire_all()

    assert [families_saved(chen), len(reading_rows(world))] == [[], 1]


def reading_rows(world: World) -> list[int]:
    mine = select(SavedPost.id).where(SavedPost.account_id == world.chen.id)
    return list(db.session.scalars(mine))


def test_a_reading_list_is_ones_own(world: World) -> None:
    post = published(world)
    kept = reading.save(world.viewer("chen"), post)

    for act in (reading.remove, reading.restore):
        with pytest.raises(NotAllowed):
            act(world.viewer("amina"), kept)
    with pytest.raises(NotAllowed):
        reading.note(world.viewer("amina"), kept, "Mine now.")
    with pytest.raises(NotAllowed):
        reading.save(ANYONE, post)
    with pytest.raises(NotAllowed):
        reading.save(world.viewer("chen"), drafted(world))


def test_there_is_an_end_to_a_reading_list(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST", 1)
    chen, other = world.viewer("chen"), published(world)
    kept = reading.save(chen, published(world))

    with pytest.raises(reading.TooManySaved):
        reading.save(chen, other)
    reading.remove(chen, kept)
    reading.save(chen, other)
    with pytest.raises(reading.TooManySaved):
        reading.restore(chen, kept)


def test_every_change_of_the_list_leaves_its_trace(world: World) -> None:
    chen = world.viewer("chen")
    kept = reading.save(chen, published(world))
    reading.note(chen, kept, "Ask them.")
    reading.remove(chen, kept)
    reading.restore(chen, kept)

    assert verbs()[-4:] == [
        Verb.READING_SAVED,
        Verb.READING_NOTED,
        Verb.READING_REMOVED,
        Verb.READING_RESTORED,
    ]
