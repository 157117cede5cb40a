"""The mark "verified": who gives it, to which text it belongs, when it is over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drafts import case_study, published, waiting
from tests.notes import verbs
from tests.world import World
from uclg_share.audit import Verb
from uclg_share.conflicts import ChangedMeanwhile
from uclg_share.database import db
from uclg_share.permissions import NotAllowed
from uclg_share.posts.actions import hide, save
from uclg_share.posts.models import Post
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.models import Review
from uclg_share.reviews.verifying import unverify, verify


def checked(world: World, post: Post, name: str = "bruno") -> None:
    assert post.live_revision_id is not None
    verify(world.viewer(name), post, post.live_revision_id)


def revised(world: World, post: Post, verified: bool = False) -> Review:
    """A second text, accepted by Elif."""
    save(world.viewer("amina"), post, case_study(world, "Second title"), 1)
    review = submit(world.viewer("amina"), post, world.water)
    accept(world.viewer("elif"), review, verified)
    db.session.commit()
    return review


@pytest.mark.parametrize("name", ["bruno", "elif", "dina"])
def test_a_coordinator_verifies_what_readers_see(world: World, name: str) -> None:
    post = published(world)
    assert post.verified_at is None

    checked(world, post, name)

    assert post.verified_at is not None
    assert post.verified_by_id == world.viewer(name).account_id
    assert verbs()[-1] is Verb.POST_VERIFIED


@pytest.mark.parametrize("name", ["amina", "chen", "fatou", "gabriel"])
def test_nobody_else_verifies_or_takes_it_back(world: World, name: str) -> None:
    post = published(world)
    with pytest.raises(NotAllowed):
        checked(world, post, name)
    checked(world, post)

    with pytest.raises(NotAllowed):
        unverify(world.viewer(name), post)

    assert post.verified_at is not None


def test_nobody_verifies_their_own_text(world: World) -> None:
    """Not even a group's only coordinator, who may publish it."""
    of_coast: dict[str, Any] = {
        "organisation_id": world.coast.id,
        "group_ids": (world.budgets.id,),
    }
    post = published(world, case_study(world, **of_coast), world.fatou, world.budgets)

    with pytest.raises(NotAllowed):
        checked(world, post, "fatou")
    review = own_again(world, post)
    with pytest.raises(NotAllowed):
        accept(world.viewer("fatou"), review, verified=True)


def own_again(world: World, post: Post) -> Review:
    fatou = world.viewer("fatou")
    again: dict[str, Any] = {
        "organisation_id": world.coast.id,
        "group_ids": (world.budgets.id,),
    }
    save(fatou, post, case_study(world, "Again", **again), 1)
    return submit(fatou, post, world.budgets)


def test_who_wrote_the_last_version_does_not_verify_it(world: World) -> None:
    post = published(world)
    assert post.live_revision is not None
    post.live_revision.editor_id = world.bruno.id

    with pytest.raises(NotAllowed):
        checked(world, post)


def test_it_is_given_once(world: World) -> None:
    post = published(world)
    checked(world, post)

    with pytest.raises(ChangedMeanwhile):
        checked(world, post, "elif")


def test_another_text_than_the_one_that_was_read_is_not_marked(world: World) -> None:
    post = published(world)
    read = post.live_revision_id or 0
    revised(world, post)

    with pytest.raises(ChangedMeanwhile):
        verify(world.viewer("bruno"), post, read)


def test_what_is_hidden_is_not_marked(world: World) -> None:
    post = published(world)
    hide(world.viewer("bruno"), post, "Names a private person.")

    with pytest.raises(ChangedMeanwhile):
        checked(world, post)


def test_the_mark_is_taken_back_once(world: World) -> None:
    post = published(world)
    checked(world, post)

    unverify(world.viewer("elif"), post)

    assert (post.verified_at, post.verified_by_id) == (None, None)
    assert verbs()[-1] is Verb.POST_UNVERIFIED
    with pytest.raises(ChangedMeanwhile):
        unverify(world.viewer("elif"), post)


def test_it_comes_with_an_acceptance(world: World) -> None:
    review = waiting(world)

    accept(world.viewer("elif"), review, verified=True)

    assert review.post.verified_by_id == review.verified_by_id == world.elif_.id
    assert verbs()[-2:] == [Verb.POST_VERIFIED, Verb.POST_ACCEPTED]


def test_a_newer_text_loses_it(world: World) -> None:
    post = published(world)
    checked(world, post)

    revised(world, post)

    assert post.verified_at is None


def test_an_undone_acceptance_takes_its_mark_along(world: World) -> None:
    post = published(world)

    take_back(world.viewer("bruno"), revised(world, post, verified=True))

    assert post.title == "Leak detection in Maputo"
    assert post.verified_at is None


def test_what_was_before_has_its_mark_again(world: World) -> None:
    post = published(world)
    checked(world, post)
    since = post.verified_at

    take_back(world.viewer("bruno"), revised(world, post))

    assert (post.verified_at, post.verified_by_id) == (since, world.bruno.id)


def test_a_first_text_taken_back_and_accepted_again_is_unmarked(world: World) -> None:
    review = waiting(world)
    accept(world.viewer("elif"), review, verified=True)
    take_back(world.viewer("elif"), review)
    assert (review.post.verified_at, review.post.completeness) == (None, None)

    accept(world.viewer("elif"), review)

    assert review.post.verified_at is None


def test_a_compiled_text_can_be_verified_and_unverified(world: World) -> None:
    post = published(world)
    db.session.query(Review).delete()
    checked(world, post)
    assert post.verified_at is not None

    unverify(world.viewer("bruno"), post)

    assert post.verified_at is None
