"""Saving, renaming, removing and putting back a search: the acts themselves."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from tests.notes import verbs
from tests.saving import asked, saved
from tests.world import World
from uclg_share.audit import Audience, AuditEntry, Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.permissions import ANYONE, NotAllowed
from uclg_share.saved_searches import actions
from uclg_share.saved_searches.matching import candidates, words_to_keep
from uclg_share.saved_searches.models import SavedSearch
from uclg_share.saved_searches.queries import find_same, saved_searches
from uclg_share.search.asked import kept_as


def test_the_newest_saved_is_first_and_the_same_is_saved_once(world: World) -> None:
    chen = world.viewer("chen")
    first, second = saved(chen, "wells"), saved(chen, "leaks")

    again = saved(chen, "wells")

    assert again is first
    assert saved_searches(chen) == [second, first]
    assert find_same(chen, first.query) is first
    assert saved_searches(world.viewer("amina")) == []
    assert find_same(world.viewer("amina"), first.query) is None
    assert verbs().count(Verb.SEARCH_SAVED) == 2


def test_who_removes_a_search_can_put_it_back_until_the_next(world: World) -> None:
    chen = world.viewer("chen")
    first, second = saved(chen, "wells"), saved(chen, "leaks")

    actions.remove(chen, first)
    assert saved_searches(chen) == [second]
    assert candidates(["well"], 0, 9) == []
    with pytest.raises(ChangedMeanwhile):
        actions.remove(chen, first)
    actions.restore(chen, first, asked("wells"))

    assert saved_searches(chen) == [second, first]
    assert candidates(["well"], 0, 9) == [first.id]
    actions.remove(chen, first)
    actions.remove(chen, second)
    assert db.session.scalar(select(func.count(SavedSearch.id))) == 1


def test_a_saved_search_is_ones_own(world: World) -> None:
    kept, amina = saved(world.viewer("chen")), world.viewer("amina")

    with pytest.raises(NotAllowed):
        actions.rename(amina, kept, "Mine now")
    with pytest.raises(NotAllowed):
        actions.remove(amina, kept)
    with pytest.raises(NotAllowed):
        actions.restore(amina, kept, asked("market"))
    with pytest.raises(NotAllowed):
        saved(ANYONE)


def test_there_is_an_end_to_what_one_saves(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    chen = world.viewer("chen")
    first = saved(chen, "wells")

    with pytest.raises(actions.TooManySearches):
        saved(chen, "leaks")
    actions.remove(chen, first)
    saved(chen, "leaks")
    with pytest.raises(actions.TooManySearches):
        actions.restore(chen, first, asked("wells"))


def test_the_log_says_that_somebody_saves_and_never_what(world: World) -> None:
    chen = world.viewer("chen")
    kept = saved(chen)
    actions.rename(chen, kept, "Fees")
    actions.remove(chen, kept)
    actions.restore(chen, kept, asked("market fees"))

    entries = list(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
    assert [entry.verb for entry in entries] == [
        Verb.SEARCH_SAVED,
        Verb.SEARCH_RENAMED,
        Verb.SEARCH_REMOVED,
        Verb.SEARCH_RESTORED,
    ]
    assert {entry.subject for entry in entries} == {f"account:{world.chen.id}"}
    assert all(entry.data == {} for entry in entries)
    assert {entry.audience for entry in entries} == {Audience.ADMINISTRATORS}


@pytest.mark.parametrize(
    "text, words",
    [
        ("the market fees", {"market"}),
        ("kind:case-study water", {"water"}),
        ("kind:case-study country:PE", {"iskindcasestudy"}),
        ('"solid waste" fees', {"solid"}),
        ("-parking", {"ispost"}),
    ],
)
def test_a_search_is_kept_under_the_word_that_tells_most(
    text: str, words: set[str]
) -> None:
    assert words_to_keep(asked(text).wanted()) == words


@pytest.mark.parametrize(
    "text", ["market -fees", "-country:PE wells", '"solid waste"', "lang:fr année"]
)
def test_what_is_kept_asks_the_same_in_every_language(text: str) -> None:
    once = asked(text)

    kept = kept_as(once)

    assert kept == kept_as(asked(text))
    assert "Pérou" not in kept
