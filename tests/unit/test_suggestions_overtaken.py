"""Suggested words beside what their author has written meanwhile."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.drafts import case_study, waiting
from tests.families import newest
from tests.suggestions import SUMMARY, suggested
from tests.world import World
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.posts import copies
from uclg_share.posts.actions import save
from uclg_share.posts.queries import latest_revision
from uclg_share.reviews.actions import accept, send_back, submit
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import leave, take
from uclg_share.suggestions.models import Fate, Suggestion
from uclg_share.suggestions.showing import Standing, offers_on


def returned(review: Review, world: World) -> None:
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Shorter, please.")
    db.session.commit()


def fates(suggestion: Suggestion) -> dict[str, Fate | None]:
    db.session.expire_all()
    return {text.part: text.fate for text in suggestion.texts}


def test_what_the_author_changed_meanwhile_is_not_overwritten(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, case_study(world, "My own better title"), 1)

    (offer,) = offers_on(review.post, latest_revision(review.post))
    taken = take(amina, suggestion, None, 2)

    assert [one.standing for one in offer.passages] == [Standing.CHANGED, Standing.OPEN]
    assert (taken.parts, taken.changed) == (["summary"], ["title"])
    assert newest(review.post).title == "My own better title"
    assert newest(review.post).summary == SUMMARY
    assert fates(suggestion) == {"title": None, "summary": Fate.TAKEN}


def test_whoever_reads_an_older_version_is_told(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, replace(newest(review.post), place="Matola"), 1)

    with pytest.raises(ChangedMeanwhile) as overtaken:
        take(amina, suggestion, None, 1)

    assert overtaken.value.who == "Amina"


def test_of_two_who_answer_the_second_is_told(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    take(amina, suggestion, None, 1)

    for act in (lambda: take(amina, suggestion, None, 2),
                lambda: leave(amina, suggestion, None)):  # fmt: skip
        with pytest.raises(ChangedMeanwhile):
            act()


def test_what_was_typed_and_not_saved_is_kept(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    typed = {"title": ["Typed by me"], "summary": [case_study(world).summary]}
    copies.keep(amina, review.post, typed, 1, 0)

    taken = take(amina, suggestion, None, 1)

    copy = copies.copy_of(amina, review.post)
    assert copy is not None
    assert (taken.parts, taken.changed) == (["summary"], ["title"])
    assert copy.content == {"title": ["Typed by me"], "summary": [SUMMARY]}
    assert (copy.base, copy.sequence) == (2, 2)


def test_after_the_next_version_they_can_be_read_still(world: World) -> None:
    review = waiting(world)
    suggestion = suggested(world, review)
    returned(review, world)
    amina = world.viewer("amina")
    save(amina, review.post, case_study(world, "Mine", summary="Short."), 1)
    second = submit(amina, review.post, world.water)
    accept(world.viewer("bruno"), second)

    taken = take(amina, suggestion, None, 2)

    (offer,) = offers_on(review.post, latest_revision(review.post))
    assert {one.standing for one in offer.passages} == {Standing.CHANGED}
    assert taken.parts == []
    assert latest_revision(review.post).number == 2
