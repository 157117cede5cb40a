"""Other words from the desk."""

from __future__ import annotations

import pytest

from tests.drafts import case_study, waiting
from tests.notes import notes
from tests.suggestions import BETTER, suggested
from tests.world import World
from uclg_share.conflicts import AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.reviews.actions import decline, send_back
from uclg_share.reviews.models import Reason, Review
from uclg_share.suggestions.actions import suggest
from uclg_share.suggestions.proposal import Proposal
from uclg_share.suggestions.queries import suggestions_in, suggestions_on


def returned(review: Review, world: World) -> None:
    send_back(world.viewer("bruno"), review, Reason.UNCLEAR, "Shorter, please.")
    db.session.commit()


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_only_those_who_judge_suggest(world: World, name: str) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        suggest(world.viewer(name), review, Proposal(BETTER))


def test_nobody_suggests_on_their_own_text(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)

    with pytest.raises(NotAllowed):
        suggest(world.viewer("bruno"), review, Proposal(BETTER))


def test_nobody_suggests_once_it_is_decided(world: World) -> None:
    review = waiting(world)
    decline(world.viewer("bruno"), review, Reason.OTHER, "No.")

    with pytest.raises(AlreadyDecided) as too_late:
        suggest(world.viewer("elif"), review, Proposal(BETTER))
    assert too_late.value.who == "Bruno"


def test_of_two_windows_the_second_is_told(world: World) -> None:
    review = waiting(world)
    suggested(world, review)

    with pytest.raises(ChangedMeanwhile):
        suggest(world.viewer("elif"), review, Proposal(BETTER, version=0))


def test_suggesting_anew_replaces_what_one_said(world: World) -> None:
    review = waiting(world)
    first = suggested(world, review)

    suggest(world.viewer("elif"), review, Proposal({"title": "Third"}, version=1))
    suggested(world, review, "bruno")

    assert {text.part: text.words for text in first.texts} == {"title": "Third"}
    assert len(suggestions_in(review)) == 2


def test_the_author_hears_of_them_at_once_or_with_the_way_back(world: World) -> None:
    review = waiting(world)
    suggested(world, review, at_once=False)
    unseen = suggestions_on(review.post)
    suggested(world, review, "bruno", results="Shorter.")
    (told,) = notes(Topic.SUGGESTION_MADE)

    returned(review, world)

    (note,) = notes(Topic.POST_RETURNED)
    assert unseen == []
    assert (told.account_id, told.data["name"]) == (world.amina.id, "Bruno")
    assert note.data["suggested"] == 3
    assert len(suggestions_on(review.post)) == 2
