"""Who reads a text just now, and handing it to somebody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.drafts import case_study, waiting
from tests.groups import last_entry
from tests.notes import notes
from tests.world import World
from uclg_share.audit import Audience, Verb
from uclg_share.conflicts import AlreadyClaimed, AlreadyDecided, ChangedMeanwhile
from uclg_share.database import db, now
from uclg_share.notifications.models import Topic
from uclg_share.permissions import NotAllowed
from uclg_share.reviews.actions import accept, take_back, withdraw
from uclg_share.reviews.claiming import claim, hand_over, others_for, release
from uclg_share.reviews.models import Outcome


def test_a_claim_is_said_and_kept_in_the_log(world: World) -> None:
    review = waiting(world)

    claim(world.viewer("bruno"), review)

    assert review.is_claimed
    assert review.claimed_by is world.bruno
    assert last_entry() == (
        Verb.REVIEW_CLAIMED,
        world.bruno.id,
        world.water.id,
        Audience.COORDINATORS,
    )


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_only_who_may_decide_claims(world: World, name: str) -> None:
    review = waiting(world)

    with pytest.raises(NotAllowed):
        claim(world.viewer(name), review)
    with pytest.raises(NotAllowed):
        release(world.viewer(name), review)
    with pytest.raises(NotAllowed):
        hand_over(world.viewer(name), review, world.elif_, "")


def test_nobody_claims_an_own_text(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)

    with pytest.raises(NotAllowed):
        claim(world.viewer("bruno"), review)


def test_the_second_to_claim_hears_who_reads(world: World) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)

    for act in (claim, release):
        with pytest.raises(AlreadyClaimed) as late:
            act(world.viewer("elif"), review)
        assert late.value.who == "Bruno"


def test_a_claim_lapses_after_an_hour_and_is_taken_over(world: World) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)
    review.claimed_at = now() - timedelta(minutes=61)
    assert not review.is_claimed

    claim(world.viewer("elif"), review)

    assert review.claimed_by is world.elif_
    assert review.is_claimed


def test_claiming_again_begins_the_hour_anew(world: World) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)
    review.claimed_at = now() - timedelta(minutes=59)

    claim(world.viewer("bruno"), review)

    assert review.claimed_at > now() - timedelta(minutes=1)


def test_who_leaves_it_leaves_it_to_all(world: World) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)

    release(world.viewer("bruno"), review)
    release(world.viewer("elif"), review)

    assert (review.claimed_by_id, review.is_claimed) == (None, False)
    assert last_entry()[0] is Verb.REVIEW_RELEASED


def test_a_claim_is_no_lock_and_ends_with_the_decision(world: World) -> None:
    review = waiting(world)
    claim(world.viewer("bruno"), review)

    accept(world.viewer("elif"), review)
    take_back(world.viewer("elif"), review)

    assert review.outcome is Outcome.WAITING
    assert not review.is_claimed


@pytest.mark.parametrize("done", ["accepted", "withdrawn"])
def test_what_waits_no_more_is_not_claimed(world: World, done: str) -> None:
    review = waiting(world)
    if done == "accepted":
        accept(world.viewer("elif"), review)
    else:
        withdraw(world.viewer("amina"), review)
    expected = AlreadyDecided if done == "accepted" else ChangedMeanwhile

    with pytest.raises(expected):
        claim(world.viewer("bruno"), review)
    with pytest.raises(expected):
        hand_over(world.viewer("bruno"), review, world.elif_, "")


def test_handing_over_tells_the_other_and_claims_for_them(world: World) -> None:
    review = waiting(world)

    hand_over(world.viewer("bruno"), review, world.elif_, "You know these pipes.")

    (note,) = notes(Topic.REVIEW_HANDED)
    assert review.claimed_by is world.elif_
    assert note.account_id == world.elif_.id
    assert (note.data["name"], note.data["note"]) == ("Bruno", "You know these pipes.")
    assert note.data["review_id"] == review.id
    assert last_entry()[0] is Verb.REVIEW_HANDED


@pytest.mark.parametrize("to", ["amina", "chen", "fatou", "dina", "bruno"])
def test_it_is_handed_to_another_coordinator_of_the_group_alone(
    world: World, to: str
) -> None:
    review = waiting(world)

    with pytest.raises(ChangedMeanwhile):
        hand_over(world.viewer("bruno"), review, getattr(world, to), "")

    assert notes(Topic.REVIEW_HANDED) == []


def test_nobody_is_handed_a_text_of_their_own(world: World) -> None:
    draft = case_study(world, organisation_id=world.coast.id)
    review = waiting(world, draft, world.bruno)
    assert others_for(world.viewer("elif"), review) == []

    with pytest.raises(ChangedMeanwhile):
        hand_over(world.viewer("elif"), review, world.bruno, "")

    hand_over(world.viewer("bruno"), review, world.elif_, "")
    assert review.claimed_by is world.elif_


def test_a_suspended_coordinator_is_handed_nothing(world: World) -> None:
    review = waiting(world)
    world.elif_.suspended_at = now()
    db.session.commit()

    assert others_for(world.viewer("bruno"), review) == []
    with pytest.raises(ChangedMeanwhile):
        hand_over(world.viewer("bruno"), review, world.elif_, "")
