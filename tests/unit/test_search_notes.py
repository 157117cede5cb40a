"""Who hears of what a saved search finds: once, and nothing they may not read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.drafts import case_study, published
from tests.families import translated
from tests.notes import notes
from tests.saving import saves, tell, told
from tests.searching import written
from tests.world import World
from uclg_share.database import db, now
from uclg_share.notifications.announcing import SETTLES
from uclg_share.notifications.holding import still_waits
from uclg_share.notifications.models import Topic
from uclg_share.posts.actions import hide
from uclg_share.reviews.actions import take_back
from uclg_share.reviews.queries import last_accepted
from uclg_share.saved_searches import telling
from uclg_share.saved_searches.models import NewText


def test_who_saved_a_search_hears_of_what_answers_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    [mine, _] = saves(world.chen, "leaking pipes", "tramways")
    saves(world.gabriel, "budgets -leaking")

    post = written(world, "Pipes that were leaking")
    assert told() == []
    tell(monkeypatch)

    assert told() == [
        {"search_id": mine.id, "posts": [post.id], "number": 1, "search": mine.name}
    ]
    [note] = notes(Topic.SEARCH_FOUND)
    assert (note.account_id, note.read_at) == (world.chen.id, None)


def test_nobody_hears_before_it_can_be_taken_back_no_more(world: World) -> None:
    saves(world.chen, "leaking")
    written(world, "Leaking pipes")

    assert not telling.tell_next()
    [new] = db.session.scalars(select(NewText))
    assert new.due_at - now() > SETTLES - timedelta(minutes=1)
    assert told() == []


def test_what_is_taken_back_or_hidden_meanwhile_is_no_news(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, "leaking")
    back, hidden = written(world, "Leaking pipes"), written(world, "Leaking taps")
    review = last_accepted(back)
    assert review is not None
    take_back(world.viewer("elif"), review)
    hide(world.viewer("bruno"), hidden, "Names a private person.")
    db.session.commit()

    tell(monkeypatch)

    assert told() == []
    assert db.session.scalar(select(func.count(NewText.post_id))) == 0


def test_one_hears_of_a_practice_once_whatever_its_language(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, "group:water -tramways")
    post = written(world, "Leaking pipes")
    tell(monkeypatch)

    translated(world, post)
    tell(monkeypatch)
    telling.expect(post)
    db.session.commit()
    tell(monkeypatch)

    assert [one["number"] for one in told(world.chen)] == [1]


def test_a_translation_is_news_where_the_original_answered_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = written(world, "Leaking pipes")
    saves(world.chen, "lang:fr -tramways", "-tramways")

    french = translated(world, post)
    tell(monkeypatch)

    assert [one["posts"] for one in told()] == [[french.id]]


def test_one_does_not_hear_of_ones_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.amina, "leaking")
    saves(world.chen, "leaking")

    written(world, "Leaking pipes")
    tell(monkeypatch)

    assert (len(told(world.amina)), len(told(world.chen))) == (0, 1)


def test_nobody_hears_of_what_they_may_not_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in (world.chen, world.fatou, world.gabriel, world.hana, world.dina):
        saves(who, "leaking")
    inside = case_study(
        world,
        "Leaking pipes",
        group_ids=(world.budgets.id,),
        organisation_id=world.coast.id,
    )

    published(world, inside, world.fatou, world.budgets)
    tell(monkeypatch)

    assert [note.account for note in notes(Topic.SEARCH_FOUND)] == [world.dina]


def test_what_came_before_it_was_saved_is_no_news(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(world, "Leaking pipes")

    saves(world.chen, "leaking")
    tell(monkeypatch)

    assert told() == []


def test_a_note_takes_in_what_comes_before_it_is_mailed_or_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, "leaking")
    posts = [written(world, f"Leaking {what}").id for what in ("pipes", "taps")]
    tell(monkeypatch)
    [note] = notes(Topic.SEARCH_FOUND)
    assert (note.data["number"], note.data["posts"]) == (2, posts)
    note.mailed_at = now()
    db.session.commit()

    written(world, "Leaking roofs")
    tell(monkeypatch)

    assert [one["number"] for one in told()] == [2, 1]


def test_a_note_speaks_only_of_what_can_still_be_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves(world.chen, "leaking")
    post = written(world, "Leaking pipes")
    tell(monkeypatch)
    [note], chen = notes(Topic.SEARCH_FOUND), world.viewer("chen")
    assert still_waits(chen, note)

    hide(world.viewer("bruno"), post, "Names a private person.")
    db.session.commit()

    assert not still_waits(chen, note)
