"""While a practice is archived nothing is added to it, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.afterwards import archived, feed, lists, revised, tagged
from tests.drafts import case_study, published
from tests.families import begun, written
from tests.talk import said
from tests.world import World
from uclg_share.archiving.actions import bring_back
from uclg_share.conflicts import ChangedMeanwhile, PutAway
from uclg_share.database import db
from uclg_share.permissions import (
    ANYONE,
    NotAllowed,
    may_comment,
    may_edit,
    may_translate,
)
from uclg_share.posts.actions import hide, restore, save
from uclg_share.posts.models import Reach
from uclg_share.posts.queries import find_post, latest_revision
from uclg_share.reviews.actions import accept, submit, take_back
from uclg_share.reviews.queries import last_accepted


def test_nothing_is_added_to_it(world: World) -> None:
    post = published(world)
    comment = said(world, post)

    archived(world, post)

    chen, bruno, amina = map(world.viewer, ("chen", "bruno", "amina"))
    assert comment.is_shown
    assert not may_comment(chen, post)
    assert not may_translate(bruno, post)
    assert not may_edit(amina, post)
    with pytest.raises(NotAllowed):
        save(amina, post, case_study(world, "Newer"), 1)


def test_a_translation_begun_before_waits_until_it_is_back(world: World) -> None:
    post = published(world)
    french = written(world, post)
    begun(world, post, "es")
    review = submit(world.viewer("bruno"), french, world.water)
    archived(world, post)

    with pytest.raises(PutAway):
        accept(world.viewer("elif"), review)
    db.session.rollback()
    bring_back(world.viewer("bruno"), post, "It goes on.")
    accept(world.viewer("elif"), review)

    assert find_post(ANYONE, french.id) is french


def test_a_newer_text_that_waits_is_not_published_before_it_is_back(
    world: World,
) -> None:
    post, amina = published(world), world.viewer("amina")
    save(amina, post, case_study(world, "Newer"), latest_revision(post).number)
    review = submit(amina, post, world.water)
    archived(world, post)

    with pytest.raises(PutAway):
        accept(world.viewer("elif"), review)


def test_its_acceptance_is_not_taken_back_meanwhile(world: World) -> None:
    post = archived(world)
    review = last_accepted(post)
    assert review is not None

    with pytest.raises(ChangedMeanwhile):
        take_back(world.viewer("elif"), review)


def test_hiding_it_and_showing_it_again_leaves_it_archived(world: World) -> None:
    post = archived(world)

    hide(world.viewer("bruno"), post, "Names a child.")
    assert find_post(ANYONE, post.id) is None
    restore(world.viewer("bruno"), post, "No child.")

    assert (post.reach, lists(world)) == (Reach.PUBLIC, [])


def test_a_newer_text_after_it_is_back_is_published_as_ever(world: World) -> None:
    post = archived(world, tagged(world))
    bring_back(world.viewer("bruno"), post, "It goes on.")

    revised(world, post)

    assert feed(ANYONE, world.markets) == [post.id]
